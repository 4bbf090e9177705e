import type { RecordBody } from '#electron/core/audit/record-body.ts';
import type { LoggedRecord } from '#electron/core/ports/replay.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** The records of the log in order, one at a time: memory does not grow with it. */
export function* readLog(db: SqliteDatabase): Generator<LoggedRecord> {
  const rows = db.prepare('SELECT seq, at, actor, body FROM audit ORDER BY seq').raw().iterate();
  for (const row of rows as IterableIterator<[number, number, string, string]>) {
    const [seq, at, actor, text] = row;
    yield { seq, at, actor, body: JSON.parse(text) as RecordBody, text };
  }
}

/** The newest record's sequence number; 0 without any. */
export const lastSeq = (db: SqliteDatabase): number =>
  (db.prepare('SELECT max(seq) FROM audit').pluck().get() as number | null) ?? 0;
