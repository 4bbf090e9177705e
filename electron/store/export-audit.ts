import { createHash, type KeyObject } from 'node:crypto';
import { BUNDLE_FORMAT, BUNDLE_VERSION, recordLine, type BundleHead } from '#electron/core/audit/bundle.ts';
import { ENGINE_VERSION } from '#electron/core/validation/engine-version.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { readAuditHead, readSeal } from './audit-head.ts';
import { loadAuditKey } from './audit-key.ts';
import { auditMac, auditSeal, bundleMac, chainStart } from './audit-mac.ts';
import { openStoreForReading } from './open-store.ts';
import { storeError } from './store-error.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** Where a bundle goes: lines without their newline, several at a time. */
export type WriteLines = (lines: readonly string[]) => Promise<void>;

export interface SignedHead {
  readonly head: BundleHead;
  readonly hmac: string;
}

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly body: Buffer;
  readonly mac: Buffer;
}

/** Records handed over at a time, or fewer once they are this long together. */
const MOST_LINES = 1_024;
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Hands over every record of a desk's log in one snapshot, beside a running writer, and returns the signed head. Memory
 * does not grow with the log. Errors: those of `openStoreForReading`; AUDIT_BROKEN for a log whose chain or end does
 * not hold, or without its key: what cannot be vouched for is not signed. `auditKey` is the key where a keychain holds it.
 */
export async function exportAudit(
  file: string,
  write: WriteLines,
  auditKey?: Uint8Array,
): Promise<Result<SignedHead>> {
  const db = openStoreForReading(file);
  if (!db.ok) return db;
  try {
    db.value.exec('BEGIN');
    const key = loadAuditKey(file, true, auditKey);
    if (!key.ok) return key;
    const stored = readAuditHead(db.value);
    if (readSeal(db.value) !== auditSeal(key.value, stored.seq, stored.mac, stored.totals))
      throw broken(stored.seq, file);
    const recordsHash = await writeRecords(db.value, key.value, file, write);
    const totals = Object.entries(stored.totals).map(([name, total]) => [name, String(total)]);
    const head: BundleHead = {
      format: BUNDLE_FORMAT,
      version: BUNDLE_VERSION,
      engineVersion: ENGINE_VERSION,
      records: stored.seq,
      mac: Buffer.from(stored.mac).toString('hex'),
      totals: Object.fromEntries(totals) as Record<string, string>,
      recordsHash,
    };
    return ok({ head, hmac: bundleMac(key.value, head) });
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    return err(storeError(thrown, file));
  } finally {
    db.value.close();
  }
}

/** Writes the lines and returns their hash. */
async function writeRecords(
  db: SqliteDatabase,
  key: KeyObject,
  file: string,
  write: WriteLines,
): Promise<string> {
  const rows = db.prepare(
    'SELECT seq, at, kind, actor, CAST(body AS BLOB) AS body, mac FROM audit ORDER BY seq',
  );
  const hash = createHash('sha256');
  let previous: { seq: number; mac: Uint8Array } = { seq: 0, mac: chainStart() };
  let lines: string[] = [];
  let characters = 0;
  for (const row of rows.iterate() as IterableIterator<Row>) {
    const holds = row.seq === previous.seq + 1 && auditMac(key, previous.mac, row, row.body).equals(row.mac);
    if (!holds) throw broken(row.seq, file);
    const line = recordLine({ ...row, body: row.body.toString('utf8'), mac: row.mac.toString('hex') });
    hash.update(`${line}\n`);
    lines.push(line);
    characters += line.length;
    if (lines.length === MOST_LINES || characters >= MOST_CHARACTERS) {
      await write(lines);
      lines = [];
      characters = 0;
    }
    previous = row;
  }
  await write(lines);
  return hash.digest('hex');
}

const broken = (seq: number, file: string): AppErrorException =>
  new AppErrorException(
    appError(
      'AUDIT_BROKEN',
      `the audit log does not hold at record ${seq}`,
      file,
      'Nothing was exported; "preflight audit verify" tells more.',
    ),
  );
