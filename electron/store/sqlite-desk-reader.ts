import type { SqliteDatabase } from './sqlite.ts';
import type { DeskReader } from '#electron/core/ports/desk-reader.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { countStatements } from './count-statements.ts';
import { openStoreForReading } from './open-store.ts';
import { accountRepository } from './repositories/account-repository.ts';
import { alertRepository } from './repositories/alert-repository.ts';
import { activityRepository } from './repositories/activity-repository.ts';
import { auditRepository } from './repositories/audit-repository.ts';
import { authorityRepository } from './repositories/authority-repository.ts';
import { barRepository } from './repositories/bar-repository.ts';
import { decisionRepository } from './repositories/decision-repository.ts';
import { instrumentRepository } from './repositories/instrument-repository.ts';
import { limitRepository } from './repositories/limit-repository.ts';
import { logRepository } from './repositories/log-repository.ts';
import { marketRepository } from './repositories/market-repository.ts';
import { navRepository } from './repositories/nav-repository.ts';
import { profileRepository } from './repositories/profile-repository.ts';
import { suspiciousBarRepository } from './repositories/suspicious-bar-repository.ts';
import { ticketRepository } from './repositories/ticket-repository.ts';
import { storeError } from './store-error.ts';

/**
 * Opens a desk for reading on a connection of its own; it may be opened any number of times beside the one writer
 * and sees every record from the moment it is acknowledged. Reads throw when the file fails under them.
 * Errors: those of `openStoreForReading`.
 */
export function openDeskReader(file: string): Result<DeskReader> {
  const db = openStoreForReading(file);
  if (!db.ok) return db;
  try {
    return ok(deskReaderOf(db.value));
  } catch (thrown) {
    db.value.close();
    return err(storeError(thrown, file));
  }
}

/** The reader over an open store. */
export function deskReaderOf(db: SqliteDatabase): DeskReader {
  const statements = countStatements(db);
  return {
    ...repositoriesOf(db),
    statements,
    close: () => void db.close(),
  };
}

const repositoriesOf = (db: SqliteDatabase) => ({
  ...instrumentRepository(db),
  ...accountRepository(db),
  ...activityRepository(db),
  ...alertRepository(db),
  ...barRepository(db),
  ...suspiciousBarRepository(db),
  ...marketRepository(db),
  ...limitRepository(db),
  ...ticketRepository(db),
  ...decisionRepository(db),
  ...logRepository(db),
  ...auditRepository(db),
  ...profileRepository(db),
  ...navRepository(db),
  ...authorityRepository(db),
});
