import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type NavFacts = Extract<RecordFacts, { kind: 'NAV' }>;

/** The newest marks of each scope. */
export function navProjection(db: SqliteDatabase): Projection<NavFacts> {
  const save = db.prepare('INSERT OR REPLACE INTO nav_marks VALUES (?, ?, ?, ?)');
  return ({ rows }, { seq }) => {
    for (const row of rows) save.run(row.level, row.key, JSON.stringify(row), seq);
    return {};
  };
}
