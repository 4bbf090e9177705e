import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** A staging file is read in whole; the caps of an import keep it below this. */
const MAX_BYTES = 1_500_000_000;

/** SHA-256 of a staging file, hex. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Keeps the staging file of an accepted import beside the log; content that is kept already is kept once. */
export function importContentWriter(db: SqliteDatabase): (contentId: string, stagingFile: string) => void {
  const insert = db.prepare('INSERT OR IGNORE INTO import_contents VALUES (?, ?)');
  return (contentId, stagingFile) => {
    insert.run(contentId, zstdCompressSync(readFileSync(stagingFile)));
  };
}

/**
 * Writes the kept staging file of an import to `file`. NOT_FOUND for one from before contents were kept; AUDIT_BROKEN
 * when the bytes are not those of the import's record.
 */
export function restoreImportContent(
  db: SqliteDatabase,
  { contentId, digest }: { readonly contentId: string; readonly digest: string },
  file: string,
): Result<void> {
  const kept = db.prepare('SELECT bytes FROM import_contents WHERE content_id = ?').pluck().get(contentId) as
    Buffer | undefined;
  if (kept === undefined)
    return err(appError('NOT_FOUND', 'the content of an import was not kept', contentId));
  const bytes = zstdDecompressSync(kept, { maxOutputLength: MAX_BYTES });
  if (digestOf(bytes) !== digest)
    return err(
      appError('AUDIT_BROKEN', 'the kept content of an import is not what its record says', contentId),
    );
  writeFileSync(file, bytes, { mode: 0o600 });
  return ok(undefined);
}
