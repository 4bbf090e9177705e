import { afterEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '#electron/core/desk/test-desk.testing.ts';
import { rawDatabase, valueOf } from '#electron/store/temporary-desk.testing.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';

type Ticket = InputOf<'tickets.send'>['ticket'];

let open: TestDesk | undefined;
afterEach(async () => {
  await open?.close();
  open?.remove();
  open = undefined;
});
const opened = async (): Promise<TestDesk> => (open = await openTestDesk());

/** A buy of AAA at 100.00 unless told otherwise; MAIN may hold 1,000 of it. */
const ticket = (clOrdId: string, orderQty: number | string, more: Partial<Ticket> = {}): Ticket => ({
  clOrdId,
  account: 'MAIN',
  symbol: 'AAA',
  side: 'BUY',
  orderQty: String(orderQty),
  ordType: 'LIMIT',
  price: '100',
  ...more,
});
const basket = (...tickets: Ticket[]) => ({ tickets, idempotencyKey: 'key-of-basket' });
const verdicts = ({ tickets }: Pick<OutputOf<'baskets.validate'>, 'tickets'>) =>
  tickets.map(({ verdict }) => verdict);

async function hold(desk: TestDesk, shares: number): Promise<void> {
  await desk.must('tickets.send', { ticket: ticket('H', shares), idempotencyKey: 'key-of-H' });
  await desk.must('executions.record', { execId: 'H', clOrdId: 'H', lastQty: String(shares), lastPx: '100' });
}
const workingOf = async (desk: TestDesk): Promise<number | undefined> =>
  (await desk.must('book.summaries', {})).find(({ scope }) => scope.level === 'FIRM')?.workingTickets;
const statesOf = async (desk: TestDesk, ...ids: string[]) => {
  const rows = await desk.must('blotter.list', { limit: 1000 });
  return ids.map((id) => rows.find(({ clOrdId }) => clOrdId === id)?.state);
};
async function expectSound(desk: TestDesk): Promise<void> {
  expect(await desk.picture()).toEqual(await desk.storedPicture());
  expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
}

describe('a basket that is validated', () => {
  it.each([
    ['sequential', ['PASS', 'BLOCK']],
    ['independent', ['PASS', 'PASS']],
    ['net', ['BLOCK', 'BLOCK']],
  ] as const)('%s: two tickets that share one headroom are %s', async (mode, expected) => {
    const desk = await opened();
    const before = await desk.must('book.summaries', {});
    const tickets = [ticket('A', 600), ticket('B', 600)];
    const answer = await desk.must('baskets.validate', { tickets, mode });
    expect(verdicts(answer)).toEqual(expected);
    expect(answer.sent).toBe(0);
    // At the end state neither fits beside the other, whatever the mode.
    expect(answer.net?.verdict).toBe('BLOCK');
    expect(answer.net?.outcomes.find(({ code }) => code === 'MAX_POSITION_NOTIONAL')).toMatchObject({
      status: 'BLOCK',
      before: 60_000,
      after: 120_000,
      hard: 100_000,
    });
    expect(await desk.must('book.summaries', {})).toEqual(before);
    expect(await statesOf(desk, 'A', 'B')).toEqual([null, null]);
    await expectSound(desk);
  });

  it('decides what reduces first, as far as it still does when its turn comes', async () => {
    const desk = await opened();
    await hold(desk, 1000);
    const sell = { side: 'SELL' };
    const answer = await desk.must('baskets.validate', {
      tickets: [ticket('A', 100), ticket('B', 700, sell), ticket('C', 400, sell), ticket('D', 300, sell)],
    });
    // B leaves 300 to close: C crosses zero and waits with A, D does not.
    expect(answer.tickets.map(({ clOrdId, place, reducing }) => [clOrdId, place, reducing])).toEqual([
      ['A', 2, false],
      ['B', 0, true],
      ['C', 3, false],
      ['D', 1, true],
    ]);
  });

  it('all or none is allowed only when every ticket is', async () => {
    const desk = await opened();
    const tickets = [ticket('A', 600), ticket('B', 600)];
    expect(await desk.must('baskets.validate', { tickets })).toMatchObject({ allowed: true });
    expect(await desk.must('baskets.validate', { tickets, allOrNone: true })).toMatchObject({
      allowed: false,
    });
  });

  it('names no ClOrdID twice and none that works', async () => {
    const desk = await opened();
    await desk.must('tickets.send', { ticket: ticket('A', 100), idempotencyKey: 'key-of-A' });
    const before = await desk.picture();
    for (const tickets of [
      [ticket('B', 1), ticket('B', 1)],
      [ticket('B', 1), ticket('A', 1)],
    ])
      expect(await desk.call('baskets.validate', { tickets })).toBe('CONFLICT');
    expect(await desk.picture()).toEqual(before);
  });
});

describe('a basket that is sent', () => {
  it('sends what is allowed, and the same key gives the same answer, after a restart too', async () => {
    const desk = await opened();
    const request = basket(ticket('A', 600), ticket('B', 600), ticket('C', 400));
    const first = await desk.must('baskets.send', request);
    expect(first.tickets.map(({ sent }) => sent)).toEqual([true, false, true]);
    expect(await statesOf(desk, 'A', 'B', 'C')).toEqual(['SENT', 'DENIED', 'SENT']);
    const again = { ...first, net: null, replayed: true };
    expect(await desk.must('baskets.send', request)).toEqual(again);
    expect(await desk.call('baskets.send', { ...request, allOrNone: true })).toBe('IDEMPOTENCY_MISMATCH');
    expect(await desk.call('baskets.send', basket(ticket('A', 601)))).toBe('IDEMPOTENCY_MISMATCH');
    const later = (open = await desk.reopen());
    expect(await later.must('baskets.send', request)).toEqual(again);
    expect(await workingOf(later)).toBe(2);
    await expectSound(later);
  });

  it('all or none sends nothing when one is denied, and gives everything back', async () => {
    const desk = await opened();
    const denied = { ...basket(ticket('A', 600), ticket('B', 600)), allOrNone: true };
    const answer = await desk.must('baskets.send', denied);
    expect(answer).toMatchObject({ allowed: false, sent: 0 });
    expect(await statesOf(desk, 'A', 'B')).toEqual(['DENIED', 'DENIED']);
    expect(await workingOf(desk)).toBe(0);
    const whole = {
      ...basket(ticket('C', 600), ticket('D', 400)),
      allOrNone: true,
      idempotencyKey: 'other-key',
    };
    expect(await desk.must('baskets.send', whole)).toMatchObject({ allowed: true, sent: 2 });
    await expectSound(desk);
  });

  it('net goes only as a whole', async () => {
    const desk = await opened();
    const net = { ...basket(ticket('A', 600), ticket('B', 400)), mode: 'net' as const };
    expect(await desk.call('baskets.send', net)).toBe('INVALID_INPUT');
    expect(await desk.must('baskets.send', { ...net, allOrNone: true })).toMatchObject({ sent: 2 });
    await expectSound(desk);
  });

  it('with a warning waits for its acknowledgement and uses nothing up', async () => {
    const desk = await opened();
    const request = basket(ticket('A', 10), ticket('B', 10, { price: '104.5' }));
    const first = await desk.must('baskets.send', request);
    expect(first).toMatchObject({ sent: 0, acknowledgementRequired: true });
    expect(await workingOf(desk)).toBe(0);
    const acknowledged = { ...request, acknowledgement: { reason: 'asked for' } };
    expect(await desk.must('baskets.send', acknowledged)).toMatchObject({
      sent: 2,
      acknowledgementRequired: false,
    });
    await expectSound(desk);
  });

  it('with a ticket that cannot be read denies that one', async () => {
    const desk = await opened();
    const request = basket(ticket('A', 'many'), ticket('B', 10), ticket('C', -5));
    const answer = await desk.must('baskets.send', request);
    expect(answer.tickets.map(({ verdict, sent }) => [verdict, sent])).toEqual([
      ['UNDETERMINED', false],
      ['PASS', true],
      ['UNDETERMINED', false],
    ]);
    await expectSound(desk);
  });

  it('in a race with one key, and with single tickets, never uses a headroom twice', async () => {
    const desk = await opened();
    const request = basket(ticket('A', 600), ticket('B', 300));
    const [first, second, single] = await Promise.all([
      desk.must('baskets.send', request),
      desk.must('baskets.send', request),
      desk.must('tickets.send', { ticket: ticket('S', 101), idempotencyKey: 'key-of-S' }),
    ]);
    expect(second.tickets).toEqual(first.tickets);
    expect([first.sent, second.replayed, single.sent]).toEqual([2, true, false]);
    expect(await workingOf(desk)).toBe(2);
    await expectSound(desk);
  });

  it('with a ClOrdID that was used is refused as a whole', async () => {
    const desk = await opened();
    await desk.must('tickets.send', { ticket: ticket('A', 1), idempotencyKey: 'key-of-A' });
    await desk.must('tickets.cancel', { clOrdId: 'A' });
    expect(await desk.call('baskets.send', basket(ticket('B', 1), ticket('A', 1)))).toBe('CONFLICT');
    expect(await statesOf(desk, 'B')).toEqual([undefined]);
  });

  it('of 1,000 tickets is one commit, next to each other in the log', async () => {
    const desk = await opened();
    const tickets = Array.from({ length: 1000 }, (_, i) => ticket(`T${i}`, 1));
    expect(await desk.must('baskets.send', basket(...tickets))).toMatchObject({ sent: 1000 });
    await expect(desk.must('baskets.send', basket(...tickets, ticket('more', 1)))).rejects.toThrow();
    const db = rawDatabase(desk.file);
    const [records, span] = db
      .prepare(`SELECT count(*), max(seq) - min(seq) FROM audit WHERE kind = 'DECISION'`)
      .raw()
      .get() as [number, number];
    db.close();
    expect([records, span]).toEqual([1000, 999]);
    await expectSound(desk);
  });
});
