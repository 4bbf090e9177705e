import type { KeyObject } from 'node:crypto';
import { TOTAL_KEYS, type AuditTotals } from '#electron/core/audit/chain.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { auditSeal, chainStart } from './audit-mac.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** The newest audit record and the totals up to it. */
export interface AuditHead {
  readonly seq: number;
  readonly mac: Buffer;
  readonly totals: AuditTotals;
}

const SEAL_KEY = 'audit_seal';

export function readAuditHead(db: SqliteDatabase): AuditHead {
  const newest = db.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1').get() as
    { seq: number; mac: Buffer } | undefined;
  return { seq: newest?.seq ?? 0, mac: newest?.mac ?? chainStart(), totals: readTotals(db) };
}

/** The stored totals; a missing one reads as -1, which no sum of rows is. */
function readTotals(db: SqliteDatabase): AuditTotals {
  const rows = db.prepare('SELECT key, value FROM totals').safeIntegers().raw().all() as [string, bigint][];
  const stored = new Map(rows);
  return Object.fromEntries(TOTAL_KEYS.map((key) => [key, stored.get(key) ?? -1n])) as unknown as AuditTotals;
}

export function readSeal(db: SqliteDatabase): string | null {
  const seal = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(SEAL_KEY) as string | undefined;
  return seal ?? null;
}

export function sealWriter(db: SqliteDatabase): (seal: string) => void {
  const write = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
  return (seal) => void write.run(SEAL_KEY, seal);
}

/**
 * The head that writing continues from. A log whose newest record or totals are not the sealed ones is refused with
 * AUDIT_BROKEN: continuing it would cover the traces. A desk without records gets its first seal.
 */
export function continueFrom(db: SqliteDatabase, key: KeyObject, file: string): AuditHead {
  const head = readAuditHead(db);
  const seal = auditSeal(key, head.seq, head.mac, head.totals);
  const stored = readSeal(db);
  if (stored === null && head.seq === 0) sealWriter(db)(seal);
  else if (stored !== seal) {
    const what = 'The end of the audit log was changed outside Preflight, or its key belongs to another desk';
    const todo = 'Nothing more is written to it. Restore the desk and its key from a backup.';
    throw new AppErrorException(appError('AUDIT_BROKEN', what, file, todo));
  }
  return head;
}
