import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskReader } from '#electron/core/ports/desk-reader.ts';
import type { JournalRecord } from '#electron/core/ports/journal.ts';
import type { TradingState } from '#shared/domain/reference.ts';
import type { ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import { openJournalStore, type EntryOutcome } from './journal-store.ts';
import {
  bustRecord,
  cancelRecord,
  decisionRecord,
  executionRecord,
  expireRecord,
  limitRecord,
  ORDER_QTY,
  replaceRecord,
} from './journal-records.testing.ts';
import { openDeskReader } from './sqlite-desk-reader.ts';
import {
  entryOf,
  rawDatabase,
  seedDesk,
  temporaryDesk,
  valueOf,
  writeRecords,
} from './temporary-desk.testing.ts';
import { verifyAudit } from './verify-audit.ts';

let desk: ReturnType<typeof temporaryDesk>;
beforeEach(() => {
  desk = temporaryDesk();
  seedDesk(desk.file);
});
afterEach(() => desk.remove());

/** What became of each record of one batch: its sequence number or the code that refused it. */
function write(...records: JournalRecord[]): (number | string)[] {
  const batch = writeRecords(desk.file, records);
  if (batch.state !== 'COMMITTED') throw new Error(batch.error.what);
  expect(verifyAudit(desk.file)).toMatchObject({ ok: true, value: { ok: true, problems: [] } });
  return batch.outcomes.map((outcome: EntryOutcome) =>
    typeof outcome === 'number' ? outcome : outcome.code,
  );
}

function read<T>(question: (reader: DeskReader) => T): T {
  const reader = valueOf(openDeskReader(desk.file));
  const answer = question(reader);
  reader.close();
  return answer;
}

const login: JournalRecord = {
  kind: 'LOGIN',
  at: decisionRecord(1).at,
  actor: 'alice',
  origin: 'desktop',
  outcome: 'SIGNED_IN',
  user: 'alice',
};
const id = (n: number) => `T-${n}` as ClOrdId;

describe('decisions and sends', () => {
  it('a sent ticket works with its whole quantity reserved', () => {
    expect(write(decisionRecord(1))).toEqual([1]);
    expect(read((r) => r.workingTickets())).toEqual([
      { ticket: decisionRecord(1).ticket, leavesQty: ORDER_QTY, cumQty: 0, sentOn: 20231114 },
    ]);
    expect(read((r) => r.stored(id(1)))).toMatchObject({ seq: 1, state: 'SENT', leavesQty: ORDER_QTY });
    expect(read((r) => r.decisionRecord('D-1' as DecisionId))).toMatchObject({
      seq: 1,
      actor: decisionRecord(1).actor,
    });
    expect(read((r) => r.send('key-1-abcdefgh'))).toEqual({
      bodyHash: 'hash-1',
      ticket: decisionRecord(1).ticket,
      decision: decisionRecord(1).decision,
      sent: true,
      basket: null,
    });
  });

  it('a denied send is remembered and reserves nothing', () => {
    write(decisionRecord(1, 'DENIED'));
    expect(read((r) => r.workingTickets())).toEqual([]);
    expect(read((r) => r.stored(id(1)))).toMatchObject({ state: 'DENIED', cumQty: 0, leavesQty: 0 });
    expect(read((r) => r.send('key-1-abcdefgh'))).toMatchObject({ sent: false });
  });

  it('a denied ticket of negative quantity is still recorded', () => {
    const record = decisionRecord(1, 'DENIED');
    expect(write({ ...record, ticket: { ...record.ticket, orderQty: -5 as never } })).toEqual([1]);
  });

  it('a validation has no ticket state, even beside a send of the same ClOrdID', () => {
    const validated = decisionRecord(1, null);
    const decision = { ...validated.decision, decisionId: 'D-0' as DecisionId };
    write({ ...validated, decision }, decisionRecord(1));
    expect(read((r) => r.decisions({ limit: 10 })).map((row) => [row.decisionId, row.state])).toEqual([
      ['D-1', 'SENT'],
      ['D-0', null],
    ]);
    expect(read((r) => r.decisions({ limit: 10, before: 2 })).map((row) => row.seq)).toEqual([1]);
    expect(read((r) => r.stored(id(1)))?.decisionId).toBe('D-1');
  });

  it('a refused record leaves its batch, and the sequence has no gap', () => {
    const other = decisionRecord(2);
    const sameKey = { ...other, send: { ...other.send, idempotencyKey: 'key-1-abcdefgh' } } as JournalRecord;
    const sameKeyAndBody = {
      ...other,
      send: { ...other.send, idempotencyKey: 'key-1-abcdefgh', bodyHash: 'hash-1' },
    } as JournalRecord;
    const sameDecision = {
      ...decisionRecord(3),
      decision: { ...decisionRecord(3).decision, decisionId: 'D-1' },
    };
    const sameTicket = {
      ...decisionRecord(1),
      decision: { ...decisionRecord(1).decision, decisionId: 'D-9' },
      send: { ...decisionRecord(1).send, idempotencyKey: 'key-9-abcdefgh' },
    };
    expect(
      write(
        decisionRecord(1),
        sameKey,
        sameKeyAndBody,
        sameDecision as JournalRecord,
        sameTicket as JournalRecord,
        login,
      ),
    ).toEqual([1, 'IDEMPOTENCY_MISMATCH', 'CONFLICT', 'CONFLICT', 'CONFLICT', 2]);
    expect(read((r) => r.lastSeq())).toBe(2);
    expect(read((r) => r.stored(id(2)))).toBeNull();
  });
});

describe('fills and cancels', () => {
  it('fills move quantity from the reservation to position, cash and what was built', () => {
    expect(write(decisionRecord(1), executionRecord(1, 'E1', ORDER_QTY / 4))).toEqual([1, 2]);
    expect(read((r) => r.stored(id(1)))).toMatchObject({
      state: 'PARTIALLY_FILLED',
      cumQty: ORDER_QTY / 4,
      leavesQty: (ORDER_QTY * 3) / 4,
    });
    write(executionRecord(1, 'E2', (ORDER_QTY * 3) / 4));
    expect(read((r) => r.stored(id(1)))).toMatchObject({ state: 'FILLED', cumQty: ORDER_QTY, leavesQty: 0 });
    expect(read((r) => r.positions())).toEqual([
      { account: 'MAIN', symbol: 'A', quantity: ORDER_QTY, avgPrice: 2_500_000_000 },
    ]);
    expect(read((r) => r.accounts())[0]?.cash).toBe(100_000_000 - 2 * 250_000);
    expect(read((r) => r.builtPositions()).map(({ level, key, quantity }) => [level, key, quantity])).toEqual(
      [
        ['STRATEGY', 'strategy', ORDER_QTY],
        ['TRADER', 'trader', ORDER_QTY],
      ],
    );
  });

  it('a duplicate, an over-fill, an unknown order and another symbol are refused', () => {
    expect(
      write(
        decisionRecord(1),
        executionRecord(1, 'E1', 1_000_000),
        executionRecord(1, 'E1', 1_000_000),
        executionRecord(1, 'E2', ORDER_QTY),
        executionRecord(7, 'E3'),
        { ...executionRecord(1, 'E4', 1_000_000), symbol: 'B' },
      ),
    ).toEqual([1, 2, 'DUPLICATE_EXECUTION', 'OVER_FILL', 'UNKNOWN_ORDER', 'CONFLICT']);
  });

  it('a cancel releases exactly what is left, once', () => {
    expect(
      write(
        decisionRecord(1),
        executionRecord(1, 'E1', 1_000_000),
        cancelRecord(1, ORDER_QTY),
        cancelRecord(1, ORDER_QTY - 1_000_000),
        cancelRecord(1, ORDER_QTY - 1_000_000),
        executionRecord(1, 'E2', 1_000_000),
      ),
    ).toEqual([1, 2, 'CONFLICT', 3, 'UNKNOWN_ORDER', 'UNKNOWN_ORDER']);
    expect(read((r) => r.stored(id(1)))).toMatchObject({
      state: 'CANCELLED',
      cumQty: 1_000_000,
      leavesQty: 0,
    });
  });
});

describe('limits, states and the log', () => {
  it('a new active version retires the one before; a stale version is refused', () => {
    expect(
      write(limitRecord(1, '100'), limitRecord(2, '200'), limitRecord(2, '300'), limitRecord(4, '400')),
    ).toEqual([1, 2, 'CONFLICT', 'CONFLICT']);
    expect(read((r) => r.limits({ all: false })).map((l) => [l.version, l.hard])).toEqual([[2, '200']]);
    write(limitRecord(3, '50', 'PROPOSED'));
    expect(read((r) => r.limits({ all: true })).map((l) => [l.version, l.status])).toEqual([
      [2, 'ACTIVE'],
      [3, 'PROPOSED'],
    ]);
    write(limitRecord(4, '50', 'RETIRED'));
    expect(read((r) => r.limits({ all: false }))).toEqual([]);
    expect(read((r) => r.limits({ all: true })).map((l) => [l.version, l.status])).toEqual([[4, 'RETIRED']]);
  });

  it('the newest state of a level and key counts', () => {
    const state = (before: TradingState, value: TradingState): JournalRecord => ({
      kind: 'STATE',
      at: login.at,
      actor: 'officer',
      level: 'FIRM',
      key: '*',
      before,
      state: value,
      reason: 'drill',
      rearm: null,
    });
    expect(write(state('ACTIVE', 'REDUCING'), state('REDUCING', 'HALTED'))).toEqual([1, 2]);
    expect(read((r) => r.states())).toEqual([{ level: 'FIRM', key: '*', state: 'HALTED' }]);
    // A looser one needs another person's request, whatever else the process thinks.
    expect(write(state('HALTED', 'ACTIVE'))).toEqual(['CONFLICT']);
  });

  it('a batch whose COMMIT fails is unknown, one that fails before it is not written', () => {
    const store = valueOf(openJournalStore(desk.file));
    const failing = store.commit([entryOf(login)], () => {
      throw new Error('disk I/O error');
    });
    expect(failing).toMatchObject({ state: 'UNKNOWN', error: { code: 'COMMIT_UNKNOWN' } });
    const next = valueOf(openJournalStore(desk.file));
    const db = rawDatabase(desk.file);
    db.exec('DROP TABLE totals');
    db.close();
    expect(next.commit([entryOf(login)])).toMatchObject({ state: 'NOT_WRITTEN' });
  });
});

describe('expiries, replacements and busts', () => {
  const second = 2_000_000;

  it.each([
    ['an expiry of a ticket that does not work', [expireRecord(1, 9)], 'UNKNOWN_ORDER'],
    [
      'an expiry of a ticket that was filled since',
      [executionRecord(1, 'E1', 1), expireRecord(1)],
      'CONFLICT',
    ],
    ['a replacement of a ticket that does not work', [replaceRecord(3, 9)], 'UNKNOWN_ORDER'],
    [
      'a replacement of one that was filled since',
      [executionRecord(1, 'E1', 1), replaceRecord(3, 1)],
      'CONFLICT',
    ],
    ['a second replacement', [replaceRecord(3, 1), replaceRecord(4, 1)], 'UNKNOWN_ORDER'],
    ['a bust of an unknown execution', [bustRecord('E9', 1, 1)], 'NOT_FOUND'],
    [
      'a second bust',
      [executionRecord(1, 'E1', 1), bustRecord('E1', 1, 1), bustRecord('E1', 1, 1)],
      'CONFLICT',
    ],
    [
      'a bust that would work again what was cancelled',
      [executionRecord(1, 'E1', 1), cancelRecord(1, ORDER_QTY - 1), bustRecord('E1', 1, 1)],
      'CONFLICT',
    ],
    [
      'a bust that would not work again what is',
      [executionRecord(1, 'E1', 1), bustRecord('E1', 1, 0)],
      'CONFLICT',
    ],
    [
      'a bust held by another ticket by now',
      [executionRecord(1, 'E1', 1), replaceRecord(3, 1, 1), bustRecord('E1', 1, 1)],
      'CONFLICT',
    ],
  ])('%s is refused alone', (_what, records, code) => {
    const outcomes = write(decisionRecord(1), decisionRecord(2), ...records);
    expect(outcomes.at(-1)).toBe(code);
    expect(outcomes.slice(0, -1).every((outcome) => typeof outcome === 'number')).toBe(true);
  });

  it('a replacement of another symbol, side or smaller total is refused', () => {
    const replacement = replaceRecord(3, 1);
    const other = (n: number, more: object): JournalRecord => ({
      ...replaceRecord(n, 1),
      ticket: { ...replaceRecord(n, 1).ticket, ...more },
    });
    const outcomes = write(
      decisionRecord(1),
      other(4, { symbol: 'B' }),
      other(5, { side: 'SELL' }),
      other(6, { trader: 'other' }),
      other(7, { orderQty: 0 }),
      replacement,
    );
    expect(outcomes).toEqual([1, 'CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 2]);
  });

  it('a bust goes down the chain of replacements to the one that works', () => {
    write(decisionRecord(1), executionRecord(1, 'E1', second), replaceRecord(2, 1, second));
    expect(write(replaceRecord(3, 2, second), bustRecord('E1', 3, second))).toEqual([4, 5]);
    const stands = (n: number) =>
      read((r) => r.stored(id(n))) as { state: string; cumQty: number; leavesQty: number };
    expect([1, 2, 3].map((n) => [stands(n).state, stands(n).cumQty, stands(n).leavesQty])).toEqual([
      ['REPLACED', 0, 0],
      ['REPLACED', 0, 0],
      ['SENT', 0, ORDER_QTY],
    ]);
    expect(read((r) => r.positions())).toEqual([]);
    expect(read((r) => r.builtPositions())).toEqual([]);
  });

  it('a bust of what is older than the last import leaves an average price that is not known', () => {
    write(decisionRecord(1), executionRecord(1, 'E1', 1_000_000), executionRecord(1, 'E2', 1_000_000));
    const db = rawDatabase(desk.file);
    const seq = read((r) => r.lastSeq());
    db.prepare("INSERT INTO imports VALUES ('i', 'c', ?)").run(seq);
    db.close();
    const store = valueOf(openJournalStore(desk.file));
    expect(store.commit([entryOf(bustRecord('E1', 1, 1_000_000))])).toMatchObject({ state: 'COMMITTED' });
    store.close();
    expect(read((r) => r.positions())).toMatchObject([{ quantity: 1_000_000, avgPrice: null }]);
  });
});

describe('records that stand or fall together', () => {
  const together = (...records: JournalRecord[]) => {
    const [first, ...others] = records.map(entryOf);
    if (first === undefined) throw new Error('no record');
    const store = valueOf(openJournalStore(desk.file));
    const batch = store.commit([entryOf(login), { ...first, others }, entryOf(login)]);
    if (batch.state === 'COMMITTED') store.close();
    return batch.state === 'COMMITTED' ? batch.outcomes : batch.state;
  };

  it('are written next to each other, and the last number is theirs', () => {
    expect(together(decisionRecord(1), decisionRecord(2), decisionRecord(3))).toEqual([1, 4, 5]);
    expect(read((r) => r.workingTickets())).toHaveLength(3);
    expect(verifyAudit(desk.file)).toMatchObject({ ok: true, value: { ok: true, problems: [] } });
  });

  it.each([0, 1, 2])('are not written when number %i is refused, and the others of the batch are', (bad) => {
    const records = [decisionRecord(1), decisionRecord(2), decisionRecord(3)];
    expect(together(...records.with(bad, cancelRecord(9) as never))).toEqual([
      1,
      expect.objectContaining({ code: 'UNKNOWN_ORDER' }),
      2,
    ]);
    expect(read((r) => r.workingTickets())).toEqual([]);
    expect(verifyAudit(desk.file)).toMatchObject({ ok: true, value: { ok: true, problems: [] } });
  });
});
