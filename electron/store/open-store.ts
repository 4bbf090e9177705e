import { existsSync } from 'node:fs';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { checkSchema, migrate, MIGRATIONS } from './migrate.ts';
import { storeError } from './store-error.ts';
import { sqlite, type SqliteDatabase } from './sqlite.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** About 32 MB of log between checkpoints, and the size the log file is cut back to afterwards. */
const CHECKPOINT_PAGES = 8_000;
const JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024;
const PAGE_SIZE = 4_096;

/**
 * Opens a desk for writing, creating it when the file is missing or empty and migrating it when it is older:
 * WAL, synchronous=FULL (a commit is on disk when it returns), foreign keys on. The caller holds the store's lock.
 * Errors: STORE_UNAVAILABLE, STORE_CORRUPT, STORE_TOO_NEW; a refused file is left as it was.
 */
export function openStore(file: string): Result<SqliteDatabase> {
  return open(file, { timeout: BUSY_TIMEOUT_MS }, (db) => {
    checkSchema(db, file);
    db.pragma(`page_size = ${PAGE_SIZE}`);
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      throw new AppErrorException(
        appError('STORE_UNAVAILABLE', 'The folder does not support write-ahead logging', file),
      );
    }
    db.pragma('synchronous = FULL');
    // On macOS an ordinary fsync leaves the bytes in the drive's cache; elsewhere this changes nothing.
    db.pragma('fullfsync = ON');
    db.pragma('foreign_keys = ON');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT}`);
    migrate(db, file);
  });
}

/**
 * Opens an existing desk for reading; sees each commit as soon as it is acknowledged and never blocks the writer.
 * Errors: NOT_FOUND without a file; STORE_CORRUPT, STORE_TOO_NEW; STORE_UNAVAILABLE when the schema is older, which
 * opening for writing migrates.
 */
export function openStoreForReading(file: string): Result<SqliteDatabase> {
  if (!existsSync(file)) return err(appError('NOT_FOUND', 'There is no desk file', file));
  return open(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }, (db) => {
    const version = checkSchema(db, file);
    if (version < MIGRATIONS.length) {
      throw new AppErrorException(
        appError('STORE_UNAVAILABLE', 'The desk has not been brought to the current schema', file),
      );
    }
    db.pragma('query_only = ON');
  });
}

function open(
  file: string,
  options: { readonly?: boolean; fileMustExist?: boolean; timeout: number },
  prepare: (db: SqliteDatabase) => void,
): Result<SqliteDatabase> {
  const Database = sqlite();
  if (!Database.ok) return Database;
  let db: SqliteDatabase | undefined;
  try {
    db = new Database.value(file, options);
    prepare(db);
    return ok(db);
  } catch (thrown) {
    db?.close();
    return err(storeError(thrown, file));
  }
}
