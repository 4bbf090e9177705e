import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { sqlite } from './sqlite.ts';
import { sqliteCode, storeError } from './store-error.ts';

export interface StoreLock {
  release(): void;
}

/**
 * Makes this process the one writer of a desk until `release`. The lock is an open exclusive transaction on the empty
 * file `<store>.lock`, so the operating system ends it with the process, however that dies: nothing can go stale.
 * Errors: CONFLICT when another process, or this one already, has the desk open.
 */
export function lockStore(file: string): Result<StoreLock> {
  const Database = sqlite();
  if (!Database.ok) return Database;
  try {
    const db = new Database.value(`${file}.lock`, { timeout: 0 });
    try {
      db.exec('BEGIN EXCLUSIVE');
    } catch (thrown) {
      db.close();
      if (!sqliteCode(thrown).startsWith('SQLITE_BUSY')) throw thrown;
      const what = 'Another Preflight has this desk open';
      return err(appError('CONFLICT', what, file, 'Close it, or choose another desk with --store.'));
    }
    return ok({ release: () => db.close() });
  } catch (thrown) {
    return err(storeError(thrown, file));
  }
}
