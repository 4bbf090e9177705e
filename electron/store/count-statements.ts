import type { Statement } from 'better-sqlite3';
import type { SqliteDatabase } from './sqlite.ts';

const RUNS = ['get', 'all', 'iterate', 'run'] as const;

/** Counts the statements that are run from now on among those that are prepared from now on; the answer reads the count. */
export function countStatements(db: SqliteDatabase): () => number {
  let count = 0;
  const prepare = db.prepare.bind(db);
  const counted = (sql: string): Statement => {
    const statement = prepare(sql);
    for (const name of RUNS) {
      const run = statement[name].bind(statement) as (...parameters: unknown[]) => never;
      statement[name] = (...parameters: unknown[]) => {
        count++;
        return run(...parameters);
      };
    }
    return statement;
  };
  db.prepare = counted as typeof db.prepare;
  return () => count;
}
