import type { SqliteDatabase } from '../sqlite.ts';

/** Notes with a record from which date on it changed bars; null: it changed none. */
export function barChangeWriter(db: SqliteDatabase): (seq: number, firstDate: number | null) => void {
  const insert = db.prepare('INSERT INTO bar_changes VALUES (?, ?)');
  return (seq, firstDate) => {
    if (firstDate !== null) insert.run(seq, firstDate);
  };
}
