import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { SqliteDatabase } from './sqlite.ts';

interface LimitRow {
  readonly limit_id: string;
  readonly version: number;
  readonly control: string;
  readonly body: string;
  readonly lifecycle: string;
}

const ROWS = `SELECT limit_id, version, control, body, json_array(status, approved_by, approved_at, approval_reason,
  ended_by, ended_at, end_reason) AS lifecycle FROM limits`;

/** Replays every limit record and compares the versions, their texts, which are in force, and who said so. */
export function verifyLimits(db: SqliteDatabase, found: (problem: string) => void): void {
  const expected = replay(db);
  for (const row of db.prepare(ROWS).all() as LimitRow[]) {
    const key = keyOf(row.limit_id, row.version);
    const limit = expected.get(key);
    expected.delete(key);
    const same =
      limit !== undefined &&
      JSON.stringify(limit.recorded) === row.body &&
      limit.recorded.control === row.control &&
      JSON.stringify([limit.status, ...limit.approved, ...limit.ended]) === row.lifecycle;
    if (!same) found(`Limit ${row.limit_id} version ${row.version} is not what was recorded.`);
  }
  for (const { recorded } of expected.values()) {
    found(`Limit ${recorded.limitId} version ${recorded.version} was recorded and is missing.`);
  }
}

type Stamp = readonly [by: string | null, at: number | null, reason: string | null];

interface ReplayedLimit {
  readonly recorded: Limit;
  status: string;
  approved: Stamp;
  ended: Stamp;
}

const NEVER: Stamp = [null, null, null];

function replay(db: SqliteDatabase): Map<string, ReplayedLimit> {
  const rows = db
    .prepare("SELECT body, actor, at FROM audit WHERE kind IN ('LIMITS', 'IMPORT') ORDER BY seq")
    .raw();
  const limits = new Map<string, ReplayedLimit>();
  const active = new Map<string, ReplayedLimit>();
  for (const [body, actor, at] of rows.iterate() as IterableIterator<[string, string, number]>) {
    const record = JSON.parse(body) as Extract<RecordFacts, { kind: 'LIMITS' | 'IMPORT' }>;
    const { reason, steps } = record.kind === 'IMPORT' ? { reason: 'import', steps: undefined } : record;
    for (const recorded of record.limits) {
      const limit: ReplayedLimit = { recorded, status: recorded.status, approved: NEVER, ended: NEVER };
      limits.set(keyOf(recorded.limitId, recorded.version), limit);
      if (steps !== undefined || (limit.status !== 'ACTIVE' && limit.status !== 'RETIRED')) continue;
      const before = active.get(recorded.limitId);
      if (before !== undefined) before.status = 'RETIRED';
      active.set(recorded.limitId, limit);
    }
    for (const { limitId, version, step } of steps ?? []) {
      const limit = limits.get(keyOf(limitId, version));
      if (limit === undefined) continue;
      if (step === 'END') end(limit, [actor, at, reason]);
      else approve(limit, [actor, at, reason]);
    }
  }
  return limits;
}

function end(limit: ReplayedLimit, stamp: Stamp): void {
  limit.status = 'RETIRED';
  limit.ended = stamp;
}

function approve(limit: ReplayedLimit, stamp: Stamp): void {
  limit.status = limit.recorded.change === 'RETIRE' ? 'RETIRED' : 'ACTIVE';
  limit.approved = stamp;
}

const keyOf = (limitId: string, version: number): string => `${version} ${limitId}`;
