import type { KeyObject } from 'node:crypto';
import { TOTAL_KEYS } from '#electron/core/audit/chain.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { readAuditHead, readSeal } from './audit-head.ts';
import { loadAuditKey } from './audit-key.ts';
import { auditMac, auditSeal, chainStart, passwordMac } from './audit-mac.ts';
import { openStoreForReading } from './open-store.ts';
import { storeError } from './store-error.ts';
import type { SqliteDatabase } from './sqlite.ts';
import { verifyLimits } from './verify-limits.ts';
import { sumTotals, verifyProjections } from './verify-projections.ts';

/** What `verifyAudit` found; `problems` are plain sentences, at most `MAX_PROBLEMS` of them. */
export interface AuditReport {
  readonly ok: boolean;
  readonly records: number;
  readonly problems: readonly string[];
}

export const MAX_PROBLEMS = 100;

interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly body: Buffer;
  readonly mac: Buffer;
}

/**
 * Reads the whole log of a desk, in one snapshot beside a running writer, and checks: SQLite's own integrity; that no
 * sequence number is missing and every record has its code in the chain; that the newest record and the totals are the
 * sealed ones and the totals the sums of the rows; that decisions, tickets, reservations, executions, limits, states,
 * users, overrides and imports are what the records say. Positions, cash and market data also come from imported files and are not
 * rebuilt. What it cannot tell: see `electron/core/audit/chain.ts`. Memory does not grow with the log.
 * Errors: those of `openStoreForReading`; findings, a missing key among them, are problems of the report.
 */
export function verifyAudit(file: string, unsealedKey?: Uint8Array): Result<AuditReport> {
  const db = openStoreForReading(file);
  if (!db.ok) return db;
  const problems: string[] = [];
  const found = (problem: string): void => void (problems.length < MAX_PROBLEMS && problems.push(problem));
  let records = 0;
  try {
    db.value.exec('BEGIN');
    const key = loadAuditKey(file, true, unsealedKey);
    if (!key.ok) found(`${key.error.what}: ${key.error.where}.`);
    verifyIntegrity(db.value, found);
    records = verifyChain(db.value, key.ok ? key.value : null, found);
    if (key.ok) verifyPasswords(db.value, key.value, found);
    verifyTotals(db.value, found);
    verifyProjections(db.value, found);
    verifyLimits(db.value, found);
  } catch (thrown) {
    const error = storeError(thrown, file);
    if (error.code !== 'STORE_CORRUPT') return err(error);
    found(`${error.what}.`);
  } finally {
    db.value.close();
  }
  return ok({ ok: problems.length === 0, records, problems });
}

function verifyIntegrity(db: SqliteDatabase, found: (problem: string) => void): void {
  const integrity = db.pragma('integrity_check(10)') as { integrity_check: string }[];
  for (const { integrity_check: line } of integrity) {
    if (line !== 'ok') found(`The file is damaged: ${line}.`);
  }
  const broken = db.pragma('foreign_key_check') as { table: string }[];
  for (const table of new Set(broken.map((row) => row.table))) found(`Rows of ${table} refer to nothing.`);
}

/** Each code is computed from the stored one before it, so that one change is one finding, not all that follow. */
function verifyChain(db: SqliteDatabase, key: KeyObject | null, found: (problem: string) => void): number {
  const rows = db.prepare(
    'SELECT seq, at, kind, actor, CAST(body AS BLOB) AS body, mac FROM audit ORDER BY seq',
  );
  let records = 0;
  let previous: { seq: number; mac: Uint8Array } = { seq: 0, mac: chainStart() };
  for (const row of rows.iterate() as IterableIterator<AuditRow>) {
    records += 1;
    if (row.seq !== previous.seq + 1) {
      found(`Records ${previous.seq + 1} to ${row.seq - 1} are missing from the audit log.`);
    }
    if (key !== null && !auditMac(key, previous.mac, row, row.body).equals(row.mac)) {
      found(`Record ${row.seq} of the audit log was changed, or the one before it was.`);
    }
    previous = row;
  }
  const head = readAuditHead(db);
  if (key !== null && readSeal(db) !== auditSeal(key, head.seq, head.mac, head.totals)) {
    found(
      `The audit log does not end where it was sealed: records after ${head.seq} or totals were changed.`,
    );
  }
  return records;
}

/** The log holds no password and no proof of one: whether a proof is the one that was set, its code tells. */
function verifyPasswords(db: SqliteDatabase, key: KeyObject, found: (problem: string) => void): void {
  const rows = db
    .prepare('SELECT user, password, password_seq, password_mac FROM users WHERE password IS NOT NULL')
    .raw()
    .all() as [string, string, number, string][];
  for (const [user, password, seq, mac] of rows) {
    if (passwordMac(key, user, seq, password) !== mac)
      found(`The password of ${user} is not the one that was set.`);
  }
}

function verifyTotals(db: SqliteDatabase, found: (problem: string) => void): void {
  const { totals } = readAuditHead(db);
  const sums = sumTotals(db);
  for (const key of TOTAL_KEYS) {
    if (totals[key] !== sums[key]) found(`The total ${key} is ${totals[key]}, its rows sum to ${sums[key]}.`);
  }
}
