import type { SqliteDatabase } from '../sqlite.ts';

/** Where the log stands, and which imports it holds. */
export function logRepository(db: SqliteDatabase) {
  const lastImport = db.prepare(
    'SELECT import_id AS importId, content_id AS contentId, seq FROM imports ORDER BY seq DESC LIMIT 1',
  );
  const content = db.prepare('SELECT 1 FROM imports WHERE content_id = ? LIMIT 1');
  const lastSeq = db.prepare('SELECT coalesce(max(seq), 0) FROM audit').pluck();
  return {
    lastImport: () =>
      (lastImport.get() as { importId: string; contentId: string; seq: number } | undefined) ?? null,
    hasContent: (contentId: string) => content.get(contentId) !== undefined,
    lastSeq: () => lastSeq.get() as number,
  };
}
