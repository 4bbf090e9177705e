import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import type { JournalFaults } from '#electron/workers/journal-protocol.ts';
import { verifyJournal } from '#electron/workers/journal-verify.ts';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import { build } from '#shared/testing/builders.ts';
import { ACTOR, openTestDesk, type TestDesk } from './test-desk.testing.ts';

type Send = InputOf<'tickets.send'>;
type Sent = OutputOf<'tickets.send'>;

let open: TestDesk | undefined;
afterEach(async () => {
  await open?.close();
  open?.remove();
  open = undefined;
});
const openWith = async (faults?: JournalFaults): Promise<TestDesk> => (open = await openTestDesk(faults));

/** A buy of AAA at 100.00 unless told otherwise; MAIN may hold 1,000 of it. */
const order = (clOrdId: string, orderQty: number | string, more: Partial<Send['ticket']> = {}): Send => ({
  ticket: {
    clOrdId,
    account: 'MAIN',
    symbol: 'AAA',
    side: 'BUY',
    orderQty: String(orderQty),
    ordType: 'LIMIT',
    price: '100',
    ...more,
  },
  idempotencyKey: `key-of-${clOrdId}`,
});
const fill = (execId: string, clOrdId: string, lastQty: string, lastPx: string) => ({
  execId,
  clOrdId,
  lastQty,
  lastPx,
});

const bookOf = async (desk: TestDesk) => {
  const { rows } = await desk.must('book.rows', { account: 'MAIN' });
  const summaries = await desk.must('book.summaries', {});
  const { quantity = 0, workingBuy = 0, workingSell = 0 } = rows.find(({ symbol }) => symbol === 'AAA') ?? {};
  const account = summaries.find(({ scope }) => scope.level === 'ACCOUNT');
  return { quantity, workingBuy, workingSell, cash: account?.cash, working: account?.workingTickets };
};
const preview = (desk: TestDesk, shares: number) =>
  desk.must('tickets.preview', { ticket: order('P', shares).ticket });

/** Asks until the journal takes records again; its writer is opened anew after a fault. */
async function untilTaken<T>(ask: () => Promise<T | string>): Promise<T> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const answer = await ask();
    if (answer !== 'STORE_UNAVAILABLE') return answer as T;
    await sleep(10);
  }
  throw new Error('the journal never came back');
}

describe('sends', () => {
  it('the same key with another quantity, price or acknowledgement is refused, in a race too', async () => {
    const desk = await openWith();
    const first = order('T1', 100);
    const others = [
      order('T1', 101),
      order('T1', 100, { price: '100.01' }),
      { ...first, acknowledgement: { reason: 'x' } },
    ];
    const raced = await Promise.all([first, ...others].map((send) => desk.call('tickets.send', send)));
    expect(raced.slice(1)).toEqual(['IDEMPOTENCY_MISMATCH', 'IDEMPOTENCY_MISMATCH', 'IDEMPOTENCY_MISMATCH']);
    expect(raced[0]).toMatchObject({ sent: true, replayed: false });
    for (const other of others) expect(await desk.call('tickets.send', other)).toBe('IDEMPOTENCY_MISMATCH');
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 100, working: 1 });
  });

  it('another key for a ClOrdID that was used is a conflict, in a race too', async () => {
    const desk = await openWith();
    const sends = ['first-key', 'second-key'].map((idempotencyKey) => ({
      ...order('T1', 100),
      idempotencyKey,
    }));
    const raced = await Promise.all(sends.map((send) => desk.call('tickets.send', send)));
    expect(raced).toEqual([expect.objectContaining({ sent: true }), 'CONFLICT']);
    expect(await desk.call('tickets.send', { ...order('T1', 100), idempotencyKey: 'third-key' })).toBe(
      'CONFLICT',
    );
  });

  it('a denied ticket reserves nothing and its answer is kept', async () => {
    const desk = await openWith();
    const denied = await desk.must('tickets.send', order('T1', 1001));
    expect(denied).toMatchObject({ sent: false, decision: { verdict: 'BLOCK', maxQty: 1000 } });
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 0, working: 0 });
    expect(await desk.must('tickets.send', order('T1', 1001))).toEqual({ ...denied, replayed: true });
    const [row] = await desk.must('blotter.list', {});
    expect(row).toMatchObject({
      clOrdId: 'T1',
      state: 'DENIED',
      bindingCode: 'MAX_POSITION_NOTIONAL',
      leavesQty: 0,
    });
  });

  it('a warning that nobody acknowledged uses up neither key nor ClOrdID', async () => {
    const desk = await openWith();
    const far = order('T1', 10, { price: '104.5' });
    expect(await desk.must('tickets.send', far)).toMatchObject({
      sent: false,
      decision: { verdict: 'WARN' },
    });
    expect(await bookOf(desk)).toMatchObject({ working: 0 });
    const acknowledged = { ...far, acknowledgement: { reason: 'asked for' } };
    expect(await desk.must('tickets.send', acknowledged)).toMatchObject({ sent: true });
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 10, working: 1 });
  });

  it('a preview reserves and records nothing', async () => {
    const desk = await openWith();
    const before = await desk.picture();
    for (let round = 0; round < 5; round++) expect((await preview(desk, 1000)).verdict).toBe('PASS');
    expect(await desk.picture()).toEqual(before);
    expect(await desk.must('blotter.list', {})).toEqual([]);
  });

  it('every decision names the records its book was made of', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    await desk.must('executions.record', fill('E1', 'T1', '40', '100'));
    await desk.must('tickets.cancel', { clOrdId: 'T1' });
    await desk.must('tickets.send', order('T2', 100));
    // The limits are record 1 and in no book; then T1, its fill, its cancel.
    expect(desk.inputsOf('T1').bookSeq).toBe(0);
    expect(desk.inputsOf('T2').bookSeq).toBe(4);
  });
});

describe('fills', () => {
  it('money is exact and rounded once a fill, half to even', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 9));
    // 3 at 33.335 are 100.005: 100.00. 3 at 33.345 are 100.035: 100.04. 3 at 0.01 are 0.03.
    await desk.must('executions.record', fill('E1', 'T1', '3', '33.335'));
    expect((await bookOf(desk)).cash).toBe(999_900);
    await desk.must('executions.record', fill('E2', 'T1', '3', '33.345'));
    expect((await bookOf(desk)).cash).toBe(999_799.96);
    await desk.must('executions.record', fill('E3', 'T1', '3', '0.01'));
    expect(await bookOf(desk)).toEqual({
      quantity: 9,
      workingBuy: 0,
      workingSell: 0,
      cash: 999_799.93,
      working: 0,
    });
    expect(await desk.picture()).toEqual(await desk.storedPicture());
  });

  it('a short sale brings cash and a negative position', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 50, { side: 'SELL_SHORT' }));
    await desk.must('executions.record', fill('E1', 'T1', '50', '101.5'));
    expect(await bookOf(desk)).toMatchObject({ quantity: -50, workingSell: 0, cash: 1_005_075 });
  });

  it.each([
    ['an unknown order', fill('E2', 'T9', '1', '100'), 'UNKNOWN_ORDER'],
    ['more than is left', fill('E2', 'T1', '60.000001', '100'), 'OVER_FILL'],
    ['an execution id for the second time', fill('E1', 'T1', '1', '100'), 'DUPLICATE_EXECUTION'],
    ['no quantity', fill('E2', 'T1', '0', '100'), 'INVALID_INPUT'],
    ['a negative quantity', fill('E2', 'T1', '-1', '100'), 'INVALID_INPUT'],
    ['a price that is no number', fill('E2', 'T1', '1', 'NaN'), 'INVALID_INPUT'],
    ['a price of zero', fill('E2', 'T1', '1', '0'), 'INVALID_INPUT'],
  ])('%s is refused and changes nothing', async (_name, wrong, code) => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    await desk.must('executions.record', fill('E1', 'T1', '40', '100'));
    const before = await desk.picture();
    expect(await desk.call('executions.record', wrong)).toBe(code);
    expect(await desk.picture()).toEqual(before);
    expect(await desk.storedPicture()).toEqual(before);
  });

  it('fills that race for the last shares fill each of them once', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    const fills = Array.from({ length: 8 }, (_, at) => fill(`E${at}`, 'T1', '30', '100'));
    const answers = await Promise.all(fills.map((one) => desk.call('executions.record', one)));
    expect(answers.filter((answer) => answer === 'OVER_FILL')).toHaveLength(5);
    expect(await bookOf(desk)).toMatchObject({ quantity: 90, workingBuy: 10 });
  });

  it('one execution id that races with itself counts once', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    const answers = await Promise.all(
      [1, 2, 3].map(() => desk.call('executions.record', fill('E1', 'T1', '10', '100'))),
    );
    expect(answers.filter((answer) => answer === 'DUPLICATE_EXECUTION')).toHaveLength(2);
    expect(await bookOf(desk)).toMatchObject({ quantity: 10, workingBuy: 90, cash: 999_000 });
  });

  it('a cancel and a fill that race leave one outcome, the same in memory and on disk', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 100));
    const [cancelled, filled] = await Promise.all([
      desk.call('tickets.cancel', { clOrdId: 'T1' }),
      desk.call('executions.record', fill('E1', 'T1', '100', '100')),
    ]);
    expect([typeof cancelled, typeof filled].filter((kind) => kind === 'object')).toHaveLength(1);
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 0, working: 0 });
    expect(await desk.picture()).toEqual(await desk.storedPicture());
  });
});

describe('limits', () => {
  const position = (hard: string, more: object = {}) => ({
    limitId: 'max-position-notional',
    control: 'MAX_POSITION_NOTIONAL' as const,
    scope: { level: 'FIRM' as const, key: '*' },
    unit: 'MONEY' as const,
    currency: 'USD',
    hard,
    ...more,
  });
  const save = (desk: TestDesk, hard: string, expectedVersion: number, more: object = {}) =>
    desk.call('limits.save', { limit: position(hard, more), expectedVersion, reason: 'because' });

  it('a save is a new version in force for the very next ticket, and after a restart', async () => {
    const desk = await openWith();
    expect(await save(desk, '50000', 1)).toMatchObject({
      version: 2,
      status: 'ACTIVE',
      createdBy: 'ann',
      reason: 'because',
    });
    expect(await preview(desk, 501)).toMatchObject({ verdict: 'BLOCK', maxQty: 500 });
    open = await desk.reopen();
    expect(await preview(open, 501)).toMatchObject({ verdict: 'BLOCK', maxQty: 500 });
  });

  it('a decision names the version it was made with', async () => {
    const desk = await openWith();
    await desk.must('tickets.send', order('T1', 1));
    await save(desk, '50000', 1);
    await desk.must('tickets.send', order('T2', 1));
    const versionOf = (clOrdId: string) =>
      new Map(desk.inputsOf(clOrdId).limitVersions).get('max-position-notional');
    expect([versionOf('T1'), versionOf('T2')]).toEqual([1, 2]);
  });

  it.each([
    ['the version before', 0],
    ['a version nobody has', 7],
  ])('%s is a conflict and changes nothing', async (_name, expectedVersion) => {
    const desk = await openWith();
    const before = await desk.picture();
    expect(await save(desk, '1', expectedVersion)).toBe('CONFLICT');
    expect(await desk.picture()).toEqual(before);
    expect(await desk.storedPicture()).toEqual(before);
  });

  it('two officers who edit the same version at once: one saves, the other is told', async () => {
    const desk = await openWith();
    const answers = await Promise.all(['50000', '60000', '70000'].map((hard) => save(desk, hard, 1)));
    expect(answers.filter((answer) => answer === 'CONFLICT')).toHaveLength(2);
    const row = (await desk.must('limits.list', {})).find(
      ({ limitId }) => limitId === 'max-position-notional',
    );
    expect(row).toMatchObject({ version: 2, hard: '50000' });
    expect(await desk.picture()).toEqual(await desk.storedPicture());
  });

  it.each([
    ['another unit', { unit: 'FRACTION' }],
    ['another currency', { currency: 'EUR' }],
    ['a negative value', { hard: '-1' }],
    ['a value that is no number', { hard: 'NaN' }],
    ['a tenth of a cent', { hard: '0.001' }],
    ['soft beyond hard', { soft: '50001' }],
    ['a param it does not read', { params: { window: 252 } }],
    ['a control that takes no limit', { control: 'ORDER_INVALID' }],
  ])('%s is LIMIT_INVALID and changes nothing', async (_name, wrong) => {
    const desk = await openWith();
    const before = await desk.picture();
    expect(await save(desk, '50000', 1, wrong)).toBe('LIMIT_INVALID');
    expect(await desk.storedPicture()).toEqual(before);
    expect((await preview(desk, 1000)).verdict).toBe('PASS');
  });

  it('an imported proposal leaves the limit in force, and editable', async () => {
    const desk = await openWith();
    const proposal = build.limit('MAX_POSITION_NOTIONAL', 'MONEY', '10000');
    expect(valueOf(await desk.desk.importLimits([proposal], ACTOR))).toEqual({
      written: 1,
      status: 'PROPOSED',
    });
    expect((await preview(desk, 1000)).verdict).toBe('PASS');
    expect(await save(desk, '50000', 1)).toMatchObject({ version: 3, status: 'ACTIVE' });
    expect(await preview(desk, 501)).toMatchObject({ verdict: 'BLOCK', maxQty: 500 });
  });
});

describe('a commit that nobody confirmed', () => {
  /** Sends T1 for 600 on a journal whose first commit fails, retries, and says what was seen. */
  async function sendOver(faults: JournalFaults) {
    const desk = await openWith(faults);
    const first = await desk.call('tickets.send', order('T1', 600));
    const stored = (await desk.storedPicture()) as {
      summaries: { scope: { level: string }; workingTickets: number }[];
    };
    const written = stored.summaries.find(({ scope }) => scope.level === 'ACCOUNT')?.workingTickets;
    return { desk, first, written };
  }

  it.each([
    ['before it was written', { failCommit: { batch: 1, written: 'before' } }, 0],
    ['after it was written', { failCommit: { batch: 1, written: 'after' } }, 1],
    ['because the thread ended', { exitMidBatch: 1 }, 0],
  ] as [string, JournalFaults, number][])(
    '%s is denied, and the key tells the truth',
    async (_name, faults, inStore) => {
      const { desk, first, written } = await sendOver(faults);
      expect(first).toBe('COMMIT_UNKNOWN');
      expect(written).toBe(inStore);
      const again = await untilTaken<Sent>(() => desk.call('tickets.send', order('T1', 600)));
      expect(again).toMatchObject({ sent: true, replayed: inStore === 1 });
      // One ticket whatever happened: 600 of 1,000 are used.
      expect(await preview(desk, 401)).toMatchObject({ verdict: 'BLOCK', maxQty: 400 });
      expect(await bookOf(desk)).toMatchObject({ workingBuy: 600, working: 1 });
      expect(await desk.picture()).toEqual(await desk.storedPicture());
      expect(valueOf(await verifyJournal(desk.file))).toMatchObject({ ok: true, problems: [] });
    },
  );

  it.each(['before', 'after'] as const)(
    '%s it was written: the next decision reads the store, not the memory',
    async (written) => {
      const { desk } = await sendOver({ failCommit: { batch: 1, written } });
      expect((await preview(desk, 1)).verdict).toBe('PASS');
      expect(await desk.picture()).toEqual(await desk.storedPicture());
      expect(await bookOf(desk)).toMatchObject({ workingBuy: written === 'after' ? 600 : 0 });
    },
  );

  it('of a fill, a cancel and a limit alike: memory follows the store', async () => {
    for (const written of ['before', 'after'] as const) {
      for (const act of [
        (desk: TestDesk) => desk.call('executions.record', fill('E1', 'T1', '40', '99.99')),
        (desk: TestDesk) => desk.call('tickets.cancel', { clOrdId: 'T1' }),
        (desk: TestDesk) =>
          desk.call('limits.save', {
            limit: {
              limitId: 'max-order-notional',
              control: 'MAX_ORDER_NOTIONAL',
              scope: { level: 'FIRM', key: '*' },
              unit: 'MONEY',
              currency: 'USD',
              hard: '500',
            },
            expectedVersion: 1,
            reason: 'tighten',
          }),
      ]) {
        const desk = await openWith({ failCommit: { batch: 2, written } });
        await desk.must('tickets.send', order('T1', 100));
        expect(await act(desk)).toBe('COMMIT_UNKNOWN');
        const { verdict } = await preview(desk, 900);
        expect(await desk.picture()).toEqual(await desk.storedPicture());
        const reopened = (open = await desk.reopen());
        expect((await preview(reopened, 900)).verdict).toBe(verdict);
        await reopened.close();
        reopened.remove();
        open = undefined;
      }
    }
  });

  it('the mutant that answers before its commit is caught: what was sent is not there', async () => {
    const sound = await sendOver({ failCommit: { batch: 1, written: 'before' } });
    expect(typeof sound.first === 'string' || sound.written === 1).toBe(true);
    await sound.desk.close();
    sound.desk.remove();
    const mutant = await sendOver({
      acknowledgeBeforeCommit: true,
      failCommit: { batch: 1, written: 'before' },
    });
    expect(mutant.first).toMatchObject({ sent: true });
    expect(mutant.written).toBe(0);
  });
});

describe('a book that is read again while tickets are on their way', () => {
  it('keeps their reservations, so that no other ticket takes the same headroom', async () => {
    const desk = await openWith({ stall: { batch: 2, ms: 400 } });
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
    // This thread sleeps until the limit is on disk; its acknowledgement waits behind the send, which stalls.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
    const first = desk.call('tickets.send', order('T1', 600));
    expect(await saving).toMatchObject({ version: 1 });
    const second = await desk.call('tickets.send', order('T2', 600));
    expect(second).toMatchObject({ sent: false, decision: { verdict: 'BLOCK', maxQty: 400 } });
    expect(await first).toMatchObject({ sent: true });
    expect((await preview(desk, 401)).verdict).toBe('BLOCK');
    expect(await bookOf(desk)).toMatchObject({ workingBuy: 600, working: 1 });
    expect(await desk.picture()).toEqual(await desk.storedPicture());
  });
});
