import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type RearmFacts = Extract<RecordFacts, { kind: 'REARM' }>;

/** A request to re-arm, as it was made; its approval is the STATE record that names it. */
export function rearmProjection(db: SqliteDatabase): Projection<RearmFacts> {
  const insert = db.prepare('INSERT INTO rearms VALUES (?, ?, ?, NULL, ?)');
  return ({ rearm }, { seq }) => {
    insert.run(rearm.requestId, JSON.stringify(rearm), rearm.expiresAt, seq);
    return {};
  };
}
