import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { SqliteDatabase } from './sqlite.ts';

interface LimitRow {
  readonly limit_id: string;
  readonly version: number;
  readonly control: string;
  readonly status: string;
  readonly body: string;
}

/** Replays every limit record and compares the versions, their texts and which of them is in force. */
export function verifyLimits(db: SqliteDatabase, found: (problem: string) => void): void {
  const expected = replay(db);
  const rows = db.prepare('SELECT limit_id, version, control, status, body FROM limits').all() as LimitRow[];
  for (const row of rows) {
    const key = keyOf(row.limit_id, row.version);
    const limit = expected.get(key);
    expected.delete(key);
    const same =
      limit !== undefined &&
      JSON.stringify(limit.recorded) === row.body &&
      limit.recorded.control === row.control &&
      limit.status === row.status;
    if (!same) found(`Limit ${row.limit_id} version ${row.version} is not what was recorded.`);
  }
  for (const { recorded } of expected.values()) {
    found(`Limit ${recorded.limitId} version ${recorded.version} was recorded and is missing.`);
  }
}

interface ReplayedLimit {
  readonly recorded: Limit;
  status: string;
}

function replay(db: SqliteDatabase): Map<string, ReplayedLimit> {
  const bodies = db.prepare("SELECT body FROM audit WHERE kind IN ('LIMITS', 'IMPORT') ORDER BY seq").pluck();
  const limits = new Map<string, ReplayedLimit>();
  const active = new Map<string, ReplayedLimit>();
  for (const body of bodies.iterate() as IterableIterator<string>) {
    const record = JSON.parse(body) as Extract<RecordFacts, { kind: 'LIMITS' | 'IMPORT' }>;
    for (const recorded of record.limits) {
      const limit: ReplayedLimit = { recorded, status: recorded.status };
      limits.set(keyOf(recorded.limitId, recorded.version), limit);
      if (limit.status !== 'ACTIVE' && limit.status !== 'RETIRED') continue;
      const before = active.get(recorded.limitId);
      if (before !== undefined) before.status = 'RETIRED';
      active.set(recorded.limitId, limit);
    }
  }
  return limits;
}

const keyOf = (limitId: string, version: number): string => `${version} ${limitId}`;
