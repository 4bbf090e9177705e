import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type LimitsFacts = Extract<RecordFacts, { kind: 'LIMITS' }>;

/**
 * New versions of limits. A version that is ACTIVE, or RETIRED, ends the ACTIVE version before it; a draft or a
 * proposal leaves it in force. Refusal: CONFLICT when a version is not the next one of its limit, because someone
 * else changed it in between.
 */
export function limitsProjection(db: SqliteDatabase): Projection<LimitsFacts> {
  const newest = db.prepare('SELECT coalesce(max(version), 0) FROM limits WHERE limit_id = ?').pluck();
  const retire = db.prepare("UPDATE limits SET status = 'RETIRED' WHERE limit_id = ? AND status = 'ACTIVE'");
  const insert = db.prepare('INSERT INTO limits VALUES (?, ?, ?, ?, ?, ?)');

  return ({ limits }, { seq }) => {
    for (const limit of limits) {
      if (limit.version !== (newest.get(limit.limitId) as number) + 1) {
        refuse('CONFLICT', 'The limit was changed in between', limit.limitId);
      }
      if (limit.status === 'ACTIVE' || limit.status === 'RETIRED') retire.run(limit.limitId);
      insert.run(limit.limitId, limit.version, limit.control, limit.status, JSON.stringify(limit), seq);
    }
    return {};
  };
}
