import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { TOTAL_KEYS, type AuditHeader, type AuditTotals } from '#electron/core/audit/chain.ts';
import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { applyRecord } from './apply-record.ts';
import { continueFrom, sealWriter, type AuditHead } from './audit-head.ts';
import { loadAuditKey } from './audit-key.ts';
import { auditMac, auditSeal } from './audit-mac.ts';
import { openStore } from './open-store.ts';
import { STAGING_SCHEMA } from './projections/import-projection.ts';
import type { TotalsChange } from './projections/projection.ts';
import { sqliteCode, storeError } from './store-error.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** One record as it came through the ring: the body's bytes are stored as they are. */
export interface JournalEntry extends Omit<AuditHeader, 'seq'> {
  readonly bytes: Uint8Array;
  readonly facts: RecordFacts;
  /** Records that follow it and stand or fall with it; they have no others of their own. */
  readonly others?: readonly JournalEntry[];
}

/** The sequence number a record, or the last of those that stand together, was written under; or why none was. */
export type EntryOutcome = number | AppError;

/** What became of a batch. After anything but COMMITTED the store is closed: open it again. */
export type BatchOutcome =
  | { readonly state: 'COMMITTED'; readonly outcomes: readonly EntryOutcome[] }
  /** No COMMIT was begun: certainly nothing is written. */
  | { readonly state: 'NOT_WRITTEN'; readonly error: AppError }
  /** COMMIT itself failed: it may or may not be on disk. */
  | { readonly state: 'UNKNOWN'; readonly error: AppError };

/** Runs the COMMIT; a test puts its fault here. */
export type CommitStep = (commit: () => void, outcomes: readonly EntryOutcome[]) => void;

export interface JournalStore {
  /** Writes the records in order in one transaction; one that a rule refuses is left out alone. */
  commit(entries: readonly JournalEntry[], step?: CommitStep): BatchOutcome;
  /** Moves committed pages into the main file; for idle moments. */
  checkpoint(): void;
  close(): void;
}

/**
 * Opens the write side of a desk: store, audit key, end of the chain. The caller holds the store's lock.
 * Errors: those of `openStore` and `loadAuditKey`; AUDIT_BROKEN when the end of the log is not the sealed one.
 */
export function openJournalStore(file: string, unsealedKey?: Uint8Array): Result<JournalStore> {
  const db = openStore(file);
  if (!db.ok) return db;
  try {
    const hasRecords = db.value.prepare('SELECT 1 FROM audit LIMIT 1').get() !== undefined;
    const key = loadAuditKey(file, hasRecords, unsealedKey);
    if (!key.ok) throw new AppErrorException(key.error);
    return ok(journalStore(db.value, key.value, file));
  } catch (thrown) {
    db.value.close();
    return err(storeError(thrown, file));
  }
}

function journalStore(db: SqliteDatabase, key: KeyObject, file: string): JournalStore {
  const writeRecord = recordWriter(db, key);
  const writeTotals = totalsWriter(db);
  const writeSeal = sealWriter(db);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  let head = continueFrom(db, key, file);

  const writeBatch = (entries: readonly JournalEntry[]): { outcomes: EntryOutcome[]; next: AuditHead } => {
    let next = head;
    const outcomes = entries.map((entry) => {
      const written = writeRecord(entry, next);
      if ('code' in written) return written;
      next = written;
      return written.seq;
    });
    if (next !== head) {
      writeTotals(head.totals, next.totals);
      writeSeal(auditSeal(key, next.seq, next.mac, next.totals));
    }
    return { outcomes, next };
  };

  return {
    commit(entries, step = (run) => run()) {
      let committing = false;
      try {
        attachStaging(db, entries);
        begin.run();
        const { outcomes, next } = writeBatch(entries);
        committing = true;
        step(() => commit.run(), outcomes);
        head = next;
        detachStaging(db, entries);
        return { state: 'COMMITTED', outcomes };
      } catch (thrown) {
        // Closing rolls back whatever is open; a handle that failed once is not trusted again.
        db.close();
        return committing ? unknown(file, thrown) : { state: 'NOT_WRITTEN', error: storeError(thrown, file) };
      }
    },
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => db.close(),
  };
}

function unknown(file: string, thrown: unknown): BatchOutcome {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const what = `The disk did not confirm the record: ${reason}`;
  const todo = 'Treat it as denied; asking again with the same key tells whether it was written.';
  return { state: 'UNKNOWN', error: appError('COMMIT_UNKNOWN', what, file, todo) };
}

/** Writes one record and its others within the open transaction; the head after them, or the refusal that undid them. */
function recordWriter(db: SqliteDatabase, key: KeyObject) {
  const insert = db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?)');
  const savepoint = db.prepare('SAVEPOINT record');
  const release = db.prepare('RELEASE record');
  const undo = db.prepare('ROLLBACK TO record');
  const apply = applyRecord(db, key);

  const write = ({ at, kind, actor, bytes, facts }: JournalEntry, head: AuditHead): AuditHead => {
    if (facts.kind === 'ALERTS') {
      apply(facts, { seq: head.seq, at, actor });
      return head;
    }
    const seq = head.seq + 1;
    const mac = auditMac(key, head.mac, { seq, at, kind, actor }, bytes);
    insert.run(seq, at, kind, actor, bytes, mac);
    const change = apply(facts, { seq, at, actor });
    return { seq, mac, totals: addTotals(head.totals, change) };
  };

  return (entry: JournalEntry, head: AuditHead): AuditHead | AppError => {
    savepoint.run();
    try {
      let next = write(entry, head);
      for (const other of entry.others ?? []) next = write(other, next);
      release.run();
      return next;
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      if (refusal === null || !db.inTransaction) throw thrown;
      undo.run();
      release.run();
      return refusal;
    }
  };
}

/** A rule that refused one record, or null for a failure of the store itself. */
function refusalOf(thrown: unknown): AppError | null {
  if (thrown instanceof AppErrorException) return thrown.error;
  if (!sqliteCode(thrown).startsWith('SQLITE_CONSTRAINT')) return null;
  const rule = thrown instanceof Error ? thrown.message : '';
  return appError('CONFLICT', 'A rule of the desk file refused the record', rule, 'Nothing was recorded.');
}

function addTotals(totals: AuditTotals, change: TotalsChange): AuditTotals {
  return {
    audit: totals.audit + 1n,
    decisions: totals.decisions + BigInt(change.decisions ?? 0),
    tickets: totals.tickets + BigInt(change.tickets ?? 0),
    reserved_qty: totals.reserved_qty + BigInt(change.reserved_qty ?? 0),
    executed_qty: totals.executed_qty + BigInt(change.executed_qty ?? 0),
  };
}

function totalsWriter(db: SqliteDatabase): (before: AuditTotals, after: AuditTotals) => void {
  const update = db.prepare('UPDATE totals SET value = ? WHERE key = ?');
  return (before, after) => {
    for (const key of TOTAL_KEYS) if (before[key] !== after[key]) update.run(after[key], key);
  };
}

/** ATTACH is not possible inside a transaction, so a batch holds one import, alone. */
function attachStaging(db: SqliteDatabase, entries: readonly JournalEntry[]): void {
  for (const { facts } of entries) {
    if (facts.kind !== 'IMPORT') continue;
    // ATTACH would quietly create a missing file and merge nothing.
    if (!existsSync(facts.stagingFile)) {
      const missing = appError(
        'NOT_FOUND',
        'The staged import is gone',
        facts.stagingFile,
        'Import the files again.',
      );
      throw new AppErrorException(missing);
    }
    db.prepare(`ATTACH ? AS ${STAGING_SCHEMA}`).run(facts.stagingFile);
  }
}

function detachStaging(db: SqliteDatabase, entries: readonly JournalEntry[]): void {
  if (entries.some(({ facts }) => facts.kind === 'IMPORT')) db.exec(`DETACH ${STAGING_SCHEMA}`);
}
