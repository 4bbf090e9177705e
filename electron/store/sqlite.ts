import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';

export type SqliteDatabase = BetterSqlite3.Database;

/** Before 3.51.3 a checkpoint could, in a rare race, lose committed WAL frames. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const OLDEST_NODE = 22;

let checked: Result<typeof BetterSqlite3> | undefined;

/**
 * The SQLite module, loaded on first use and only where it can run: on a Node older than 22 its native code ends
 * the process without a word, so the version is looked at before anything is loaded.
 * Errors: STORE_UNAVAILABLE naming the version found and the one needed.
 */
export function sqlite(): Result<typeof BetterSqlite3> {
  checked ??= loadSqlite(process.versions.node);
  return checked;
}

export function loadSqlite(nodeVersion: string): Result<typeof BetterSqlite3> {
  if (Number.parseInt(nodeVersion, 10) < OLDEST_NODE) {
    return unavailable(`Node ${nodeVersion} cannot open a desk`, `Run it with Node ${OLDEST_NODE} or newer.`);
  }
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3;
  const probe = new Database(':memory:');
  const version = probe.prepare('SELECT sqlite_version()').pluck().get() as string;
  probe.close();
  return isOlderSqlite(version)
    ? unavailable(`SQLite ${version} may lose committed records`, `Use ${OLDEST_SQLITE.join('.')} or newer.`)
    : ok(Database);
}

/** True for a `major.minor.patch` before the oldest one that keeps every committed record. */
export function isOlderSqlite(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [i, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[i] ?? 0;
    if (part !== oldest) return part < oldest;
  }
  return false;
}

function unavailable(what: string, todo: string): Result<never> {
  return err(appError('STORE_UNAVAILABLE', what, '', todo));
}
