import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type EnableFacts = Extract<RecordFacts, { kind: 'ENABLE' }>;

/** A throttled strategy may trade again in a symbol and side; its row of fills starts anew. */
export function enableProjection(db: SqliteDatabase): Projection<EnableFacts> {
  const release = db.prepare('DELETE FROM throttles WHERE strategy = ? AND symbol = ? AND side = ?');
  const save = db.prepare('INSERT OR REPLACE INTO enabled VALUES (?, ?, ?, ?)');
  return ({ strategy, symbol, side }, { seq }) => {
    release.run(strategy, symbol, side);
    save.run(strategy, symbol, side, seq);
    return {};
  };
}
