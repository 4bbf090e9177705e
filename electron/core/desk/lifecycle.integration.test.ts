import { afterEach, describe, expect, it } from 'vitest';
import { rawDatabase, valueOf } from '#electron/store/temporary-desk.testing.ts';
import type { JournalFaults } from '#electron/workers/journal-protocol.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { InputOf } from '#shared/contract/contract.ts';
import { openTestDesk, type TestDesk } from './test-desk.testing.ts';

type Ticket = InputOf<'tickets.send'>['ticket'];

let open: TestDesk | undefined;
afterEach(async () => {
  await open?.close();
  open?.remove();
  open = undefined;
});
const openWith = async (faults?: JournalFaults): Promise<TestDesk> => (open = await openTestDesk(faults));

/** A buy of AAA at 100.00 unless told otherwise; MAIN may hold 1,000 of it. */
const ticket = (clOrdId: string, orderQty: number, more: Partial<Ticket> = {}): Ticket => ({
  clOrdId,
  account: 'MAIN',
  symbol: 'AAA',
  side: 'BUY',
  orderQty: String(orderQty),
  ordType: 'LIMIT',
  price: '100',
  ...more,
});
const order = (clOrdId: string, orderQty: number, more: Partial<Ticket> = {}) => ({
  ticket: ticket(clOrdId, orderQty, more),
  idempotencyKey: `key-of-${clOrdId}`,
});
const replacement = (origClOrdId: string, clOrdId: string, total: number, more: Partial<Ticket> = {}) => ({
  origClOrdId,
  ...order(clOrdId, total, more),
});
const fill = (execId: string, clOrdId: string, lastQty: number, lastPx = '100') => ({
  execId,
  clOrdId,
  lastQty: String(lastQty),
  lastPx,
});
const bust = (execId: string) => ({ execId, reason: 'erroneous' });

const bookOf = async (desk: TestDesk) => {
  const { rows } = await desk.must('book.rows', { account: 'MAIN' });
  const summaries = await desk.must('book.summaries', {});
  const { quantity = 0, workingBuy = 0 } = rows.find(({ symbol }) => symbol === 'AAA') ?? {};
  const account = summaries.find(({ scope }) => scope.level === 'ACCOUNT');
  return { quantity, workingBuy, cash: account?.cash, working: account?.workingTickets };
};
const standsOf = async (desk: TestDesk, clOrdId: string) => {
  const row = (await desk.must('blotter.list', { limit: 1000 })).find((one) => one.clOrdId === clOrdId);
  return [row?.state, row?.cumQty, row?.leavesQty];
};
async function expectSound(desk: TestDesk): Promise<void> {
  expect(await desk.picture()).toEqual(await desk.storedPicture());
  expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
}
function recordsOf(desk: TestDesk, kind: string): number {
  const db = rawDatabase(desk.file);
  const count = db.prepare('SELECT count(*) FROM audit WHERE kind = ?').pluck().get(kind) as number;
  db.close();
  return count;
}

describe('a replacement', () => {
  it('is decided on the book without what its original has left', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 600));
    expect(await desk.must('tickets.replace', replacement('T1', 'T2', 1000))).toMatchObject({ sent: true });
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 1000, working: 1 });
    expect(await standsOf(desk, 'T1')).toEqual(['REPLACED', 0, 0]);
    expect(await standsOf(desk, 'T2')).toEqual(['SENT', 0, 1000]);
    expect(await desk.call('tickets.cancel', { clOrdId: 'T1' })).toBe('UNKNOWN_ORDER');
    await expectSound(desk);
  });

  it('has a total that includes what was filled, and goes on from there', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 600));
    await desk.must('executions.record', fill('E1', 'T1', 400));
    for (const total of [1, 399, 400])
      expect(await desk.call('tickets.replace', replacement('T1', `R${total}`, total))).toBe('INVALID_INPUT');
    expect(await desk.must('tickets.replace', replacement('T1', 'T2', 1000))).toMatchObject({ sent: true });
    expect(await standsOf(desk, 'T2')).toEqual(['PARTIALLY_FILLED', 400, 600]);
    await desk.must('executions.record', fill('E2', 'T2', 600));
    expect(await standsOf(desk, 'T2')).toEqual(['FILLED', 1000, 0]);
    expect(await bookOf(desk)).toMatchObject({ quantity: 1000, workingBuy: 0, working: 0 });
    await expectSound(desk);
  });

  it('that is denied changes nothing and is recorded under its key', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 600));
    const denied = await desk.must('tickets.replace', replacement('T1', 'T2', 1001));
    expect(denied).toMatchObject({ sent: false, decision: { verdict: 'BLOCK', maxQty: 1000 } });
    expect(await standsOf(desk, 'T1')).toEqual(['SENT', 0, 600]);
    expect(await standsOf(desk, 'T2')).toEqual(['DENIED', 0, 0]);
    expect(await desk.must('tickets.replace', replacement('T1', 'T2', 1001))).toEqual({
      ...denied,
      replayed: true,
    });
    expect(await desk.call('tickets.replace', replacement('T1', 'T2', 999))).toBe('IDEMPOTENCY_MISMATCH');
    expect(await desk.must('tickets.replace', replacement('T1', 'T3', 999))).toMatchObject({ sent: true });
    await expectSound(desk);
  });

  it.each([
    ['symbol', { symbol: 'BBB' }],
    ['side', { side: 'SELL' }],
    ['account', { account: 'OTHER' }],
    ['trader', { trader: 'bob' }],
    ['strategy', { strategy: 'other' }],
  ])('of another %s is refused', async (_what, more) => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 600, { trader: 'ann', strategy: 'mine' }));
    const before = await desk.picture();
    expect(await desk.call('tickets.replace', replacement('T1', 'T2', 500, more))).toBe('INVALID_INPUT');
    expect(await desk.picture()).toEqual(before);
  });

  it('while a fill or a cancel is in flight is a conflict, and so are they while it is', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 600));
    const [filled, late] = await Promise.all([
      desk.call('executions.record', fill('E1', 'T1', 100)),
      desk.call('tickets.replace', replacement('T1', 'T2', 700)),
    ]);
    expect(filled).toMatchObject({ cumQty: 100 });
    expect(late).toBe('CONFLICT');
    const [replaced, fillLate, cancelLate, second, expired] = await Promise.all([
      desk.call('tickets.replace', replacement('T1', 'T3', 700)),
      desk.call('executions.record', fill('E2', 'T1', 100)),
      desk.call('tickets.cancel', { clOrdId: 'T1' }),
      desk.call('tickets.replace', replacement('T1', 'T4', 700)),
      desk.call('tickets.expire', { clOrdId: 'T1' }),
    ]);
    expect(replaced).toMatchObject({ sent: true });
    expect([fillLate, cancelLate, second, expired]).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT']);
    const [cancelled, tooLate] = await Promise.all([
      desk.call('tickets.cancel', { clOrdId: 'T3' }),
      desk.call('tickets.replace', replacement('T3', 'T5', 900)),
    ]);
    expect(cancelled).toMatchObject({ state: 'CANCELLED' });
    expect(tooLate).toBe('CONFLICT');
    await expectSound(desk);
  });

  it.each([
    ['more', 900, 100],
    ['less', 100, 400],
  ])('of %s holds the larger quantity until it is on disk', async (_what, total, room) => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 600));
    const [replaced, other] = await Promise.all([
      desk.must('tickets.replace', replacement('T1', 'T2', total)),
      desk.must('tickets.send', order('T3', 401)),
    ]);
    expect(replaced).toMatchObject({ sent: true });
    expect(other).toMatchObject({ sent: false, decision: { maxQty: room } });
    expect(await bookOf(desk)).toMatchObject({ workingBuy: total, working: 1 });
    await expectSound(desk);
  });
});

describe('a book that is read again while a replacement is on its way', () => {
  it('holds the larger of the two quantities, and follows the store when it is there', async () => {
    const desk = await openWith({ stall: { batch: 3, ms: 400 } });
    await desk.must('tickets.send', order('T1', 600));
    // A window longer than any before makes the desk read its history, and with it the book, again.
    const saving = desk.call('limits.save', {
      limit: {
        limitId: 'long-var',
        control: 'VAR_HISTORICAL',
        scope: { level: 'FIRM', key: '*' },
        filter: [{ field: 'symbol', op: 'in', values: ['BBB'] }],
        unit: 'MONEY',
        currency: 'USD',
        hard: '1',
        params: { window: 400, index: 'AAA' },
      },
      expectedVersion: 0,
      reason: 'new',
    });
    // This thread sleeps until the limit is on disk; its acknowledgement waits behind the replacement, which stalls.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
    const replaced = desk.call('tickets.replace', replacement('T1', 'T2', 900));
    expect(await saving).toMatchObject({ version: 1 });
    const other = await desk.call('tickets.send', order('T3', 101));
    expect(other).toMatchObject({ sent: false, decision: { maxQty: 100 } });
    expect(await replaced).toMatchObject({ sent: true });
    await desk.must('tickets.preview', { ticket: ticket('P', 1) });
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 900, working: 1 });
    await expectSound(desk);
  });
});

describe('tickets whose session is over', () => {
  it('end with the first verdict of the next one, in records of at most 500; a GTC works on', async () => {
    const desk = await openWith();
    const sends = Array.from({ length: 600 }, (_, i) =>
      order(`T${i}`, 1, { timeInForce: ['DAY', 'IOC', 'FOK'][i % 3] ?? '' }),
    );
    await Promise.all(sends.map((send) => desk.must('tickets.send', send)));
    await desk.must('tickets.send', order('G', 400, { timeInForce: 'GTC' }));
    const next = (open = await desk.reopen(16));
    // All at once: each waits for the sweep, and then has the headroom of all that ended.
    const answers = await Promise.all(
      [order('N1', 500), order('N2', 101)].map((send) => next.must('tickets.send', send)),
    );
    expect(answers.map(({ sent }) => sent)).toEqual([true, false]);
    expect(await bookOf(next)).toMatchObject({ workingBuy: 900, working: 2 });
    expect(recordsOf(next, 'EXPIRE')).toBe(2);
    expect(await standsOf(next, 'T0')).toEqual(['EXPIRED', 0, 0]);
    await expectSound(next);
  });

  it('do not end in the session they were sent in, also after a restart', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    const same = (open = await desk.reopen());
    await same.must('tickets.send', order('T2', 100));
    expect(await bookOf(same)).toMatchObject({ workingBuy: 200, working: 2 });
    expect(recordsOf(same, 'EXPIRE')).toBe(0);
  });

  it('end by a call at once, but never a GTC', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100, { timeInForce: 'IOC' }));
    await desk.must('executions.record', fill('E1', 'T1', 40));
    expect(await desk.must('tickets.expire', { clOrdId: 'T1' })).toMatchObject({
      state: 'EXPIRED',
      cumQty: 40,
      leavesQty: 0,
    });
    expect(await desk.call('tickets.expire', { clOrdId: 'T1' })).toBe('UNKNOWN_ORDER');
    await desk.must('tickets.send', order('G', 100, { timeInForce: 'GTC' }));
    expect(await desk.call('tickets.expire', { clOrdId: 'G' })).toBe('INVALID_INPUT');
    await expectSound(desk);
  });
});

describe('a bust', () => {
  it('moves everything back, and the quantity works again, also of a ticket that was done', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100, { trader: 'ann' }));
    const before = await bookOf(desk);
    await desk.must('executions.record', fill('E1', 'T1', 60, '33.335'));
    await desk.must('executions.record', fill('E2', 'T1', 40, '50'));
    expect(await standsOf(desk, 'T1')).toEqual(['FILLED', 100, 0]);
    expect(await desk.must('executions.bust', bust('E1'))).toMatchObject({ state: 'PARTIALLY_FILLED' });
    expect(await bookOf(desk)).toMatchObject({ quantity: 40, workingBuy: 60, cash: 998_000 });
    expect(await desk.must('executions.bust', bust('E2'))).toMatchObject({ state: 'SENT', leavesQty: 100 });
    expect(await bookOf(desk)).toEqual(before);
    await expectSound(desk);
  });

  it('of a cancelled or expired ticket leaves it ended', async () => {
    const desk = await openWith();
    for (const [id, end] of [
      ['T1', 'tickets.cancel'],
      ['T2', 'tickets.expire'],
    ] as const) {
      await desk.must('tickets.send', order(id, 100));
      await desk.must('executions.record', fill(`E-${id}`, id, 60));
      const ended = await desk.must(end, { clOrdId: id });
      expect(await desk.must('executions.bust', bust(`E-${id}`))).toEqual({ ...ended, cumQty: 0 });
    }
    expect(await bookOf(desk)).toMatchObject({ quantity: 0, workingBuy: 0, cash: 1_000_000, working: 0 });
    await expectSound(desk);
  });

  it('of one fill that races with itself counts once', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    await desk.must('executions.record', fill('E1', 'T1', 100));
    const answers = await Promise.all([1, 2, 3].map(() => desk.call('executions.bust', bust('E1'))));
    expect(answers.slice(1)).toEqual(['CONFLICT', 'CONFLICT']);
    expect(await bookOf(desk)).toMatchObject({ quantity: 0, workingBuy: 100, cash: 1_000_000 });
    await expectSound(desk);
  });

  it('is seen by the next command while others never stop', async () => {
    const desk = await openWith();
    const stop = new AbortController();
    const trade = async (stream: string) => {
      for (let n = 0; !stop.signal.aborted; n++) {
        await desk.must('tickets.send', order(`${stream}${n}`, 1));
        await desk.must('tickets.cancel', { clOrdId: `${stream}${n}` });
      }
    };
    const others = ['A', 'B', 'C', 'D'].map(trade);
    for (let n = 0; n < 5; n++) {
      await desk.must('tickets.send', order(`T${n}`, 100));
      await desk.must('executions.record', fill(`E${n}`, `T${n}`, 60));
      await desk.must('executions.bust', bust(`E${n}`));
      expect(await bookOf(desk)).toMatchObject({ quantity: 0, cash: 1_000_000 });
      expect(await desk.must('tickets.expire', { clOrdId: `T${n}` })).toMatchObject({ leavesQty: 0 });
    }
    stop.abort();
    await Promise.all(others);
    await expectSound(desk);
  });

  it('of all fills of a ticket at once gives all of it back', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    for (const n of [1, 2, 3, 4]) await desk.must('executions.record', fill(`E${n}`, 'T1', 25));
    await Promise.all([1, 2, 3, 4].map((n) => desk.must('executions.bust', bust(`E${n}`))));
    expect(await standsOf(desk, 'T1')).toEqual(['SENT', 0, 100]);
    await expectSound(desk);
  });

  it('takes the fill out of the average price', async () => {
    const desk = await openWith();
    const averageOf = async () => (await desk.must('book.rows', {})).rows[0]?.avgPrice;
    await desk.must('tickets.send', order('T1', 300));
    for (const [n, price] of ['10', '20', '60'].entries())
      await desk.must('executions.record', fill(`E${n}`, 'T1', 100, price));
    expect(await averageOf()).toBe(30);
    await desk.must('executions.bust', bust('E1'));
    expect(await averageOf()).toBe(35);
    await desk.must('executions.bust', bust('E0'));
    expect(await averageOf()).toBe(60);
  });
});

describe('fills that are refused', () => {
  it('are told to everyone and kept, newest first', async () => {
    const desk = await openWith();
    const told: unknown[] = [];
    desk.desk.subscribe((event, data) => void (event === 'execution.refused' && told.push(data)));
    await desk.must('tickets.send', order('T1', 100));
    await desk.must('executions.record', fill('E1', 'T1', 50));
    await desk.call('executions.record', fill('E2', 'T9', 1));
    await desk.call('executions.record', fill('E3', 'T1', 51));
    await desk.call('executions.record', fill('E1', 'T1', 1));
    await desk.call('executions.record', { ...fill('E4', 'T1', 1), lastQty: '-1' });
    const kept = await desk.must('executions.refused', {});
    expect(kept.map(({ number, execId, code }) => [number, execId, code])).toEqual([
      [3, 'E1', 'DUPLICATE_EXECUTION'],
      [2, 'E3', 'OVER_FILL'],
      [1, 'E2', 'UNKNOWN_ORDER'],
    ]);
    expect(told).toEqual(kept.toReversed());
  });
});

describe('a commit that nobody confirmed', () => {
  it.each(['before', 'after'] as const)(
    '%s it was written: of an expiry, a replacement, a bust and a basket memory follows the store',
    async (written) => {
      for (const act of [
        (desk: TestDesk) => desk.call('tickets.expire', { clOrdId: 'T1' }),
        (desk: TestDesk) => desk.call('tickets.replace', replacement('T1', 'T2', 200)),
        (desk: TestDesk) => desk.call('executions.bust', bust('E1')),
        (desk: TestDesk) =>
          desk.call('baskets.send', {
            tickets: [ticket('B1', 10), ticket('B2', 10)],
            idempotencyKey: 'basket-key',
          }),
      ]) {
        const desk = await openWith({ failCommit: { batch: 3, written } });
        await desk.must('tickets.send', order('T1', 100));
        await desk.must('executions.record', fill('E1', 'T1', 40));
        expect(await act(desk)).toBe('COMMIT_UNKNOWN');
        const { verdict } = await desk.must('tickets.preview', { ticket: ticket('P', 900) });
        expect(await desk.picture()).toEqual(await desk.storedPicture());
        const reopened = (open = await desk.reopen());
        expect(await reopened.must('tickets.preview', { ticket: ticket('P', 900) })).toMatchObject({
          verdict,
        });
        await expectSound(reopened);
        await reopened.close();
        reopened.remove();
        open = undefined;
      }
    },
  );
});
