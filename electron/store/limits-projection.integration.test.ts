import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LimitsRecord, LimitStep } from '#electron/core/ports/journal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import { build } from '#shared/testing/builders.ts';
import { limitRecord } from './journal-records.testing.ts';
import { openJournalStore } from './journal-store.ts';
import { entryOf, rawDatabase, temporaryDesk, valueOf } from './temporary-desk.testing.ts';
import { verifyAudit } from './verify-audit.ts';

let desk: ReturnType<typeof temporaryDesk>;
beforeEach(() => (desk = temporaryDesk()));
afterEach(() => desk.remove());

const AT = 1_700_000_000_000 as EpochMs;
const version = (n: number, more: Partial<Limit> = {}): Limit =>
  build.limit('LEVERAGE', 'RATIO', '2', { version: n, createdBy: 'ann', approvedBy: null, ...more });
const proposal = (n: number, replaces: number, more: Partial<Limit> = {}) =>
  version(n, { status: 'PROPOSED', replaces, ...more });
const tightening = (n: number, replaces: number) => version(n, { change: 'TIGHTEN', replaces });
const record = (actor: string, limits: readonly Limit[], steps: readonly LimitStep[] = []): LimitsRecord => ({
  kind: 'LIMITS',
  at: AT,
  actor,
  limits,
  steps,
  reason: `said ${actor}`,
});
const step = (n: number, what: LimitStep['step']): LimitStep => ({
  limitId: 'leverage' as Limit['limitId'],
  version: n,
  step: what,
});

/** What became of each record: its sequence number, or the code it was refused with. */
function write(...records: LimitsRecord[]): (number | string)[] {
  const store = valueOf(openJournalStore(desk.file));
  const result = store.commit(records.map(entryOf));
  store.close();
  if (result.state !== 'COMMITTED') throw new Error(result.state);
  return result.outcomes.map((outcome) => (typeof outcome === 'number' ? outcome : outcome.code));
}
function rows(): unknown[] {
  const db = rawDatabase(desk.file);
  const found = db
    .prepare('SELECT version, status, approved_by, ended_by, end_reason FROM limits ORDER BY version')
    .raw()
    .all();
  db.close();
  return found;
}

describe('limit versions in the store', () => {
  it('the store itself asks for a second person', () => {
    expect(
      write(
        record('ann', [version(1)]),
        record('ann', [version(2, { replaces: 1 })]),
        record('ann', [proposal(2, 1)]),
        record('ann', [], [step(2, 'APPROVE')]),
        record('bob', [], [step(2, 'APPROVE'), step(1, 'END')]),
        record('cy', [], [step(2, 'APPROVE')]),
      ),
    ).toEqual([1, 'FORBIDDEN', 2, 'FORBIDDEN', 3, 'CONFLICT']);
    expect(rows()).toEqual([
      [1, 'RETIRED', null, 'bob', 'said bob'],
      [2, 'ACTIVE', 'bob', null, null],
    ]);
    expect(valueOf(verifyAudit(desk.file))).toMatchObject({ ok: true, problems: [] });
  });

  it('what changed in between is a conflict, and a refused record leaves nothing behind', () => {
    expect(
      write(
        record('ann', [version(1)]),
        record('ann', [proposal(2, 1)]),
        record('cy', [tightening(3, 1)]),
        // Written against version 1, which is not the newest any more.
        record('bob', [], [step(2, 'APPROVE')]),
        record('dan', [tightening(4, 1)]),
        // The first step is good, the second is not: neither is done.
        record('bob', [], [step(3, 'APPROVE'), step(9, 'END')]),
        record('bob', [], [step(3, 'END')]),
        record('bob', [], [step(3, 'END')]),
        record('bob', [], [step(2, 'APPROVE')]),
      ),
    ).toEqual([1, 2, 3, 'CONFLICT', 'CONFLICT', 'NOT_FOUND', 4, 'CONFLICT', 5]);
    expect(rows()).toEqual([
      [1, 'ACTIVE', null, null, null],
      [2, 'ACTIVE', 'bob', null, null],
      [3, 'RETIRED', null, 'bob', 'said bob'],
    ]);
    expect(valueOf(verifyAudit(desk.file))).toMatchObject({ ok: true, problems: [] });
  });

  it('an approved proposal to retire is done, not in force', () => {
    write(record('ann', [version(1)]), record('ann', [proposal(2, 1, { change: 'RETIRE' })]));
    expect(write(record('bob', [], [step(2, 'APPROVE'), step(1, 'END')]))).toEqual([3]);
    expect(rows()).toEqual([
      [1, 'RETIRED', null, 'bob', 'said bob'],
      [2, 'RETIRED', 'bob', null, null],
    ]);
    // A desk that had limits once has no first set again.
    expect(write(record('ann', [version(3, { replaces: 0 })]))).toEqual(['FORBIDDEN']);
  });

  it('records of before there were steps ended the version before', () => {
    expect(write(limitRecord(1, '100'), limitRecord(2, '50'))).toEqual([1, 2]);
    expect(rows()).toEqual([
      [1, 'RETIRED', null, null, null],
      [2, 'ACTIVE', null, null, null],
    ]);
    expect(valueOf(verifyAudit(desk.file))).toMatchObject({ ok: true, problems: [] });
  });

  it('the stress level is compared before it is set', () => {
    const stress = (before: number | null, level: number | null) =>
      ({ kind: 'STRESS', at: AT, actor: 'ann', before, level, proposal: null, reason: 'r' }) as const;
    const store = valueOf(openJournalStore(desk.file));
    const result = store.commit([stress(null, 0.5), stress(null, 0.1), stress(0.5, 0.6)].map(entryOf));
    store.close();
    expect(result).toMatchObject({ outcomes: [1, { code: 'CONFLICT' }, 2] });
    expect(valueOf(verifyAudit(desk.file))).toMatchObject({ ok: true });
    const db = rawDatabase(desk.file);
    db.exec('UPDATE stress SET level = 0');
    db.close();
    expect(valueOf(verifyAudit(desk.file)).problems).toContainEqual(expect.stringMatching(/stress level/));
  });
});
