import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type StateFacts = Extract<RecordFacts, { kind: 'STATE' }>;

/** The newest trading state of each level and key. */
export function stateProjection(db: SqliteDatabase): Projection<StateFacts> {
  const save = db.prepare('INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)');
  return ({ level, key, state, reason }, { seq }) => {
    save.run(level, key, state, reason, seq);
    return {};
  };
}
