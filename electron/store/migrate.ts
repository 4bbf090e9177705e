import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { initialSchema } from './migrations/0001-initial.ts';
import { importProfilesSchema } from './migrations/0002-import-profiles.ts';
import { importContentsSchema } from './migrations/0003-import-contents.ts';
import { ticketLifecycleSchema } from './migrations/0004-ticket-lifecycle.ts';
import { authoritySchema } from './migrations/0005-authority.ts';
import { orderEventsSchema } from './migrations/0006-order-events.ts';
import { marketDataSchema } from './migrations/0007-market-data.ts';
import { navMarksSchema } from './migrations/0008-nav-marks.ts';
import { limitGovernanceSchema } from './migrations/0009-limit-governance.ts';
import { suspiciousBarsSchema } from './migrations/0010-suspicious-bars.ts';
import { barRulingsSchema } from './migrations/0011-bar-rulings.ts';
import { alertsSchema } from './migrations/0012-alerts.ts';
import { barChangesSchema } from './migrations/0013-bar-changes.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** "PFLT": marks a SQLite file as a Preflight desk. */
export const APPLICATION_ID = 0x50464c54;

/** Schema n is reached from n - 1 by the n-th script; released scripts never change. */
export const MIGRATIONS: readonly string[] = [
  initialSchema,
  importProfilesSchema,
  importContentsSchema,
  ticketLifecycleSchema,
  authoritySchema,
  orderEventsSchema,
  marketDataSchema,
  navMarksSchema,
  limitGovernanceSchema,
  suspiciousBarsSchema,
  barRulingsSchema,
  alertsSchema,
  barChangesSchema,
];

/**
 * Brings the store to the newest schema, each step in its own transaction together with its `user_version`, and
 * returns the version it found. An existing desk is first copied to `<file>.v<version>.backup`, complete and on disk.
 * A new desk is a file without pages or an empty database. Throws AppErrorException: STORE_CORRUPT when the file
 * is some other application's database, STORE_TOO_NEW when a newer Preflight wrote it.
 */
export function migrate(db: SqliteDatabase, file: string, migrations = MIGRATIONS): number {
  const found = checkSchema(db, file, migrations.length);
  if (found > 0 && found < migrations.length) backUp(db, `${file}.v${found}.backup`);
  for (const [index, script] of migrations.entries()) {
    if (index < found) continue;
    db.transaction(() => {
      db.exec(script);
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`schema ${index + 1} leaves ${broken.length} broken references`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${index + 1}`);
    })();
  }
  return found;
}

/** The schema version of a desk, 0 of an empty file; throws as `migrate` does and changes nothing. */
export function checkSchema(db: SqliteDatabase, file: string, newest = MIGRATIONS.length): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  const applicationId = db.pragma('application_id', { simple: true }) as number;
  const objects = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (applicationId === 0 && version === 0 && objects === 0) return 0;
  if (applicationId !== APPLICATION_ID || version === 0) {
    throw new AppErrorException(
      appError(
        'STORE_CORRUPT',
        'The file is not a Preflight desk',
        file,
        'Choose another file; it was not changed.',
      ),
    );
  }
  if (version > newest) {
    throw new AppErrorException(
      appError(
        'STORE_TOO_NEW',
        `The desk was written by a newer Preflight (schema ${version}, this one knows ${newest})`,
        file,
        'Update Preflight; the file was not changed.',
      ),
    );
  }
  return version;
}

/** A consistent copy under its final name only once it is whole and on disk. */
function backUp(db: SqliteDatabase, target: string): void {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  db.prepare('VACUUM INTO ?').run(partial);
  const copy = openSync(partial, 'r+');
  fsyncSync(copy);
  closeSync(copy);
  renameSync(partial, target);
}
