import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalRecord, ProfileRecord } from '#electron/core/ports/journal.ts';
import type { Currency } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { auditKeyFile } from './audit-key.ts';
import { openJournalStore } from './journal-store.ts';
import {
  bustRecord,
  cancelRecord,
  decisionRecord,
  executionRecord,
  expireRecord,
  limitRecord,
  replaceRecord,
} from './journal-records.testing.ts';
import { rawDatabase, seedDesk, temporaryDesk, valueOf, writeRecords } from './temporary-desk.testing.ts';
import { MAX_PROBLEMS, verifyAudit } from './verify-audit.ts';

let desk: ReturnType<typeof temporaryDesk>;
const at = decisionRecord(1).at;
const EUR = 'EUR' as Currency;
const halt: JournalRecord = {
  kind: 'STATE',
  at,
  actor: 'officer',
  level: 'FIRM',
  key: '*',
  before: 'ACTIVE',
  state: 'HALTED',
  reason: 'drill',
  rearm: null,
};

/** 1 limit, 2-3 sent, 4 denied, 5 validated, 6 partial fill of ticket 2, 7 cancel of ticket 3, 8 halt, 9 new limit. */
beforeEach(() => {
  desk = temporaryDesk();
  seedDesk(desk.file);
  const records = [limitRecord(1, '100'), decisionRecord(2), decisionRecord(3), decisionRecord(4, 'DENIED')];
  writeRecords(desk.file, [...records, decisionRecord(5, null), executionRecord(2, 'E1', 1_000_000)]);
  writeRecords(desk.file, [cancelRecord(3), halt, limitRecord(2, '200')]);
});
afterEach(() => desk.remove());

function tamper(...statements: string[]): void {
  const db = rawDatabase(desk.file);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  for (const sql of statements) db.exec(sql);
  db.close();
}

const problems = (): readonly string[] => valueOf(verifyAudit(desk.file)).problems;

describe('verifying the audit log', () => {
  it('finds nothing in a desk nobody touched', () => {
    expect(valueOf(verifyAudit(desk.file))).toEqual({ ok: true, records: 9, problems: [] });
  });

  it.each([
    ['a body', `UPDATE audit SET body = replace(body, 'alice', 'mallory') || ' ' WHERE seq = 3`, /Record 3/],
    ['an actor', `UPDATE audit SET actor = 'mallory' WHERE seq = 4`, /Record 4/],
    ['a time', 'UPDATE audit SET at = at + 1 WHERE seq = 2', /Record 2/],
    ['a kind', `UPDATE audit SET kind = 'LOGIN' WHERE seq = 1`, /Record 1/],
    ['a code', 'UPDATE audit SET mac = zeroblob(32) WHERE seq = 5', /Record 5/],
    ['a code of the newest record', 'UPDATE audit SET mac = zeroblob(32) WHERE seq = 9', /sealed/],
  ])('finds %s that was changed', (_what, sql, sentence) => {
    tamper(sql);
    expect(problems()).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['a tick', 'UPDATE order_events SET tick = tick - 1 WHERE seq = 2', /Messages and fills .*: 2/],
    ['a notional', 'UPDATE order_events SET notional = 0 WHERE seq = 3', /Messages and fills .*: 3/],
    ['a day', 'UPDATE order_events SET day = day - 1 WHERE seq = 6', /Messages and fills .*: 6/],
    ['a cancel removed', 'DELETE FROM order_events WHERE seq = 7', /Messages and fills .*: 7/],
    [
      'a message made up',
      "INSERT INTO order_events SELECT 8, tick, NULL, 'CANCEL', cl_ord_id, NULL, NULL, NULL, NULL, NULL, NULL FROM order_events WHERE seq = 7",
      /Messages and fills .*: 8/,
    ],
    [
      'a throttle made up',
      "INSERT INTO throttles VALUES ('strategy', 'A', 'BUY', 'x', 6)",
      /Throttled strategies/,
    ],
    [
      'a strategy enabled by nobody',
      "INSERT INTO enabled VALUES ('strategy', 'A', 'BUY', 6)",
      /enabled again/,
    ],
  ])('finds %s beside the log', (_what, sql, sentence) => {
    tamper(sql);
    expect(problems()).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['a record removed', ['DELETE FROM audit WHERE seq = 5'], /Records 5 to 5 are missing/],
    ['the first removed', ['DELETE FROM audit WHERE seq = 1'], /Records 1 to 1 are missing/],
    [
      'a record removed and the rest moved up',
      ['DELETE FROM audit WHERE seq = 5', 'UPDATE audit SET seq = seq - 1 WHERE seq > 5'],
      /Record 5/,
    ],
    [
      'two records exchanged',
      [
        'UPDATE audit SET seq = 100 WHERE seq = 3',
        'UPDATE audit SET seq = 3 WHERE seq = 2',
        'UPDATE audit SET seq = 2 WHERE seq = 100',
      ],
      /Record 2/,
    ],
    [
      'a record inserted',
      [`INSERT INTO audit SELECT 10, at, kind, actor, body, mac FROM audit WHERE seq = 8`],
      /Record 10/,
    ],
    [
      'the tail removed with everything that names it, totals adjusted',
      [
        "DELETE FROM limits WHERE version = 2; UPDATE limits SET status = 'ACTIVE'",
        'DELETE FROM audit WHERE seq = 9',
        "UPDATE totals SET value = 8 WHERE key = 'audit'",
      ],
      /does not end where it was sealed/,
    ],
  ])('finds %s', (_what, statements, sentence) => {
    tamper(...statements);
    expect(problems()).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['a total', "UPDATE totals SET value = value + 1 WHERE key = 'reserved_qty'", /total reserved_qty/],
    ['a missing total', "DELETE FROM totals WHERE key = 'decisions'", /total decisions/],
    ['a verdict', "UPDATE decisions SET verdict = 'PASS' WHERE seq = 4", /Decisions that are not/],
    ['a decision removed', 'DELETE FROM decisions WHERE seq = 5', /not listed/],
    ['a denied ticket made sent', "UPDATE tickets SET state = 'SENT' WHERE seq = 4", /Tickets/],
    ['a quantity', 'UPDATE tickets SET order_qty = order_qty * 2 WHERE seq = 2', /Tickets that are not/],
    ['a ticket removed', 'DELETE FROM tickets WHERE seq = 4', /Sends that have no ticket/],
    ['a reservation', 'UPDATE reservations SET leaves_qty = leaves_qty - 1', /state and reservation/],
    ['a reservation removed', 'DELETE FROM reservations', /state and reservation/],
    [
      'a cancel undone',
      "UPDATE tickets SET state = 'FILLED', cum_qty = order_qty WHERE seq = 3",
      /ancelled tickets/,
    ],
    ['a fill', 'UPDATE executions SET last_qty = last_qty + 1', /Executions that are not/],
    ['a fill removed', 'DELETE FROM executions', /Execution records that are not listed/],
    ['a halt lifted', "UPDATE states SET state = 'ACTIVE'", /Trading states/],
    ['a halt removed', 'DELETE FROM states', /Trading states/],
    [
      'a limit raised',
      `UPDATE limits SET body = replace(body, '"hard":"200"', '"hard":"900"')`,
      /Limit firm-order version 2/,
    ],
    [
      'a retired limit revived',
      "UPDATE limits SET status = 'RETIRED' WHERE version = 2",
      /Limit firm-order version 2/,
    ],
    ['an approval forged', "UPDATE limits SET approved_by = 'chief' WHERE version = 1", /version 1 is not/],
    ['a limit removed', 'DELETE FROM limits WHERE version = 2', /was recorded and is missing/],
    [
      'a limit added',
      `INSERT INTO limits (limit_id, version, control, status, body, seq) VALUES ('other', 1, 'LEVERAGE', 'ACTIVE', '{}', 1)`,
      /Limit other/,
    ],
    ['an import added', `INSERT INTO imports VALUES ('i', 'c', 2)`, /Imports/],
  ])('finds %s beside the log', (_what, sql, sentence) => {
    tamper(sql);
    expect(problems()).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['nothing', '', null],
    ['an expiry undone', "UPDATE tickets SET state = 'CANCELLED' WHERE cl_ord_id = 'T-10'", /xpired tickets/],
    ['an expiry made up', "UPDATE tickets SET state = 'EXPIRED' WHERE cl_ord_id = 'T-3'", /xpired tickets/],
    [
      'a replacement undone',
      "UPDATE tickets SET state = 'CANCELLED' WHERE cl_ord_id = 'T-2'",
      /eplaced tickets/,
    ],
    [
      'a replacement of another',
      "UPDATE tickets SET replaces = 'T-3' WHERE cl_ord_id = 'T-11'",
      /Tickets that are/,
    ],
    ['a carried quantity', "UPDATE tickets SET carried_qty = 7 WHERE cl_ord_id = 'T-11'", /carry on/],
    ['a bust undone', "UPDATE executions SET busted_seq = NULL WHERE exec_id = 'E2'", /Busted executions/],
    ['a bust made up', "UPDATE executions SET busted_seq = 13 WHERE exec_id = 'E1'", /Busted executions/],
    [
      'a total of what was busted',
      "UPDATE totals SET value = value + 1 WHERE key = 'executed_qty'",
      /executed_qty/,
    ],
  ])('finds of expiries, replacements and busts %s', (_what, sql, sentence) => {
    // 10 sent, 11 expired, 12 a second fill of ticket 2, 13 ticket 11 in its place, 14 the second fill busted.
    const more = [decisionRecord(10), expireRecord(10), executionRecord(2, 'E2', 2_000_000)];
    writeRecords(desk.file, [...more, replaceRecord(11, 2, 3_000_000), bustRecord('E2', 11, 2_000_000)]);
    expect(problems()).toEqual([]);
    if (sentence === null) return;
    tamper(sql);
    expect(problems()).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['one changed', `UPDATE import_profiles SET choices = replace(choices, ',', ';') WHERE name = 'Ä'`, /Ä/],
    ['one removed', `DELETE FROM import_profiles WHERE name = 'Ä'`, /Ä/],
    ['one added', `INSERT INTO import_profiles VALUES ('own', '{}', 10)`, /own/],
    ['a deleted one revived', `INSERT INTO import_profiles VALUES ('gone', '{}', 12)`, /gone/],
    ['nothing', '', null],
  ])('finds of import profiles %s', (_what, sql, name) => {
    const save = (profile: string, choices: ProfileRecord['choices']): ProfileRecord => ({
      kind: 'PROFILE',
      at,
      actor: 'ann',
      name: profile,
      choices,
    });
    const german = { '*': { decimal: ',' }, 'a "b" \u2028é*.csv': { kind: 'positions' } };
    writeRecords(desk.file, [save('gone', german), save('Ä', {}), save('gone', null), save('Ä', german)]);
    tamper(sql);
    const expected = name === null ? [] : [expect.stringMatching(/Import profiles that are not/)];
    expect(problems()).toEqual(expected);
    if (name !== null) expect(problems()[0]).toMatch(name);
  });

  it.each([
    ['nothing', '', null],
    ['one turned', "UPDATE bar_rulings SET state = 'ACCEPTED' WHERE date = 20231113", /A 20231113/],
    ['a reason', "UPDATE bar_rulings SET reason = 'other' WHERE date = 20231114", /A 20231114/],
    ['one removed', 'DELETE FROM bar_rulings WHERE date = 20231113', /A 20231113/],
    ['one made up', "INSERT INTO bar_rulings VALUES (1, 20231115, 'EXCLUDED', 'slip', 10)", /A 20231115/],
    ['an older one', 'UPDATE bar_rulings SET seq = 10 WHERE date = 20231114', /A 20231114/],
  ])('finds of rulings on bars %s', (_what, sql, name) => {
    tamper(
      `INSERT INTO suspicious_bars SELECT id, date, 'LARGE_RETURN', 1, 2 FROM instruments,
         (SELECT 20231113 AS date UNION SELECT 20231114) WHERE symbol = 'A'`,
    );
    const [first, second] = [20231113, 20231114].map((date) => ({
      symbol: 'A',
      date,
      before: 'OPEN' as const,
    }));
    if (first === undefined || second === undefined) throw new Error('two bars');
    const ruling = { kind: 'BARS', at, actor: 'ann', reason: 'slip' } as const;
    writeRecords(desk.file, [
      { ...ruling, state: 'EXCLUDED', bars: [first, second] },
      { ...ruling, state: 'ACCEPTED', bars: [{ ...second, before: 'EXCLUDED' }] },
    ]);
    tamper(sql);
    const expected = name === null ? [] : [expect.stringMatching(/Rulings on suspicious bars/)];
    expect(problems()).toEqual(expected);
    if (name !== null) expect(problems()[0]).toMatch(name);
  });

  it('finds that the key is missing', () => {
    rmSync(auditKeyFile(desk.file));
    expect(problems()).toContainEqual(expect.stringMatching(/key of the audit log is missing/));
  });

  it('finds that the key is of another desk', () => {
    writeFileSync(auditKeyFile(desk.file), Buffer.alloc(32, 1));
    expect(problems()).toContainEqual(expect.stringMatching(/Record 1/));
  });

  it('names a bounded number of problems', () => {
    tamper("UPDATE audit SET actor = 'mallory'");
    const many = Array.from(
      { length: 2 * MAX_PROBLEMS },
      (_, i) =>
        `INSERT INTO limits (limit_id, version, control, status, body, seq) VALUES ('l${i}', 1, '', '', '', 1)`,
    );
    tamper(...many);
    expect(problems()).toHaveLength(MAX_PROBLEMS);
  });

  it('nothing is written to a log whose end was changed', () => {
    tamper('DELETE FROM audit WHERE seq = 9');
    const opened = openJournalStore(desk.file);
    expect(opened).toMatchObject({ ok: false, error: { code: 'AUDIT_BROKEN' } });
  });
});

describe('marks and rates', () => {
  const quote = { ...build.quote('A', 10, 12, at), last: build.price(11) };
  beforeEach(() =>
    writeRecords(desk.file, [
      { kind: 'MARKS', at, actor: 'feed', quotes: [quote, { ...quote, at: (at + 1) as typeof at }] },
      {
        kind: 'FX',
        at,
        actor: 'feed',
        date: 20231114,
        rates: [{ currency: EUR, rate: build.fxRate('1.1') }],
      },
      {
        kind: 'FX',
        at,
        actor: 'feed',
        date: 20231114,
        rates: [{ currency: EUR, rate: build.fxRate('1.2') }],
      },
    ]),
  );

  it('that nobody touched are what the log says', () => {
    expect(problems()).toEqual([]);
  });

  it.each([
    [
      'a bid',
      'UPDATE quotes SET bid = bid - 1 WHERE at = (SELECT max(at) FROM quotes)',
      /Marks that are not/,
    ],
    ['a trade', 'UPDATE quotes SET last = NULL', /Marks that are not/],
    ['a mark removed', 'DELETE FROM quotes WHERE at = (SELECT min(at) FROM quotes)', /Marks that are not/],
    ['a rate', 'UPDATE fx SET rate = rate + 1', /Exchange rates that are not/],
    ['a rate removed', 'DELETE FROM fx', /Exchange rates that are not/],
  ])('%s changed is found', (_what, sql, sentence) => {
    tamper(sql);
    expect(problems()).toContainEqual(expect.stringMatching(sentence));
  });
});
