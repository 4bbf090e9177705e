import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { SqliteDatabase } from '../sqlite.ts';

/** What losses are measured from. */
export function navRepository(db: SqliteDatabase) {
  const all = db.prepare('SELECT body FROM nav_marks ORDER BY level, key').pluck();
  return { navMarks: (): NavMarks[] => (all.all() as string[]).map((body) => JSON.parse(body) as NavMarks) };
}
