import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';

/** SQLite's own code of a thrown value (`SQLITE_FULL`, `SQLITE_CONSTRAINT_UNIQUE` ...), '' for anything else. */
export function sqliteCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return '';
  return thrown.code.startsWith('SQLITE_') ? thrown.code : '';
}

/**
 * What a failure to open or read a store means: a file that is damaged or is no database is STORE_CORRUPT, anything
 * else the system refused (locked, full, read-only, unreadable) is STORE_UNAVAILABLE. A carried AppError is kept.
 */
export function storeError(thrown: unknown, file: string): AppError {
  if (thrown instanceof AppErrorException) return thrown.error;
  const code = sqliteCode(thrown);
  if (code.startsWith('SQLITE_NOTADB')) {
    return appError('STORE_CORRUPT', 'The file is not a Preflight desk', file, 'Choose another file.');
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return appError('STORE_CORRUPT', 'The desk file is damaged', file, 'Restore it from a backup.');
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return appError('STORE_UNAVAILABLE', `The desk file cannot be used: ${reason}`, file);
}
