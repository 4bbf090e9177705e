import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toRecordBody, toRecordFacts, type RecordFacts } from '#electron/core/audit/record-body.ts';
import type { JournalRecord } from '#electron/core/ports/journal.ts';
import type { Result } from '#shared/errors/result.ts';
import { openJournalStore, type BatchOutcome, type JournalEntry } from './journal-store.ts';
import { openStore } from './open-store.ts';
import { sqlite, type SqliteDatabase } from './sqlite.ts';

/** The path of a desk file in a folder of its own, and how to delete both. */
export function temporaryDesk(): { file: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-store-'));
  return {
    file: path.join(folder, 'desk.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A result's value; a failure is a failed test. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Any SQLite file, past the checks of a desk. */
export function rawDatabase(file: string): SqliteDatabase {
  return new (valueOf(sqlite()))(file);
}

/** Creates a desk with the account MAIN (1,000,000.00 USD) and the instruments A and B. */
export function seedDesk(file: string): void {
  const db = valueOf(openStore(file));
  db.exec(`
    INSERT INTO accounts VALUES ('MAIN', 'DESK', 'USD', 100000000, 1, 1.5);
    INSERT INTO instruments VALUES
      (1, 'A', 'Agilent', '', 'Health Care', '', 'US', 'USD', 'EQUITY', 'XNYS', 1000000, NULL, 1000000, NULL),
      (2, 'B', 'Barnes', '', '', '', 'US', 'USD', 'EQUITY', 'XNYS', 1000000, NULL, 1000000, NULL);`);
  db.close();
}

export function entryOf(record: JournalRecord): JournalEntry {
  const body = valueOf(toRecordBody(record));
  return {
    at: record.at,
    kind: record.kind,
    actor: record.actor,
    bytes: Buffer.from(body),
    facts: toRecordFacts(record) ?? (JSON.parse(body) as RecordFacts),
  };
}

/** Writes the records in one batch on this thread and closes the desk again. */
export function writeRecords(file: string, records: readonly JournalRecord[]): BatchOutcome {
  const store = valueOf(openJournalStore(file));
  const outcome = store.commit(records.map(entryOf));
  if (outcome.state === 'COMMITTED') store.close();
  return outcome;
}
