import type { RecordBody } from '#electron/core/audit/record-body.ts';
import type { LoggedRecord } from '#electron/core/ports/replay.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** The records of the log in order, one at a time: memory does not grow with it. Bodies are as LoggedRecord says. */
export function* readLog(db: SqliteDatabase): Generator<LoggedRecord> {
  const rows = db.prepare('SELECT seq, at, actor, body FROM audit ORDER BY seq').raw().iterate();
  for (const row of rows as IterableIterator<[number, number, string, string]>) {
    const [seq, at, actor, text] = row;
    yield { seq, at, actor, body: JSON.parse(withoutOutcomes(text)) as RecordBody, text };
  }
}

const DECISION = '{"kind":"DECISION"';
const OUTCOMES = '"outcomes":[';
const AFTER_OUTCOMES = '],"notional":';

/**
 * The text of a decision with an empty list of outcomes, which are most of it and take most of the time to parse; any other
 * text as it is. Quotes within strings are escaped, so that the names are found where they are and nowhere else.
 */
function withoutOutcomes(text: string): string {
  if (!text.startsWith(DECISION)) return text;
  const from = text.indexOf(OUTCOMES) + OUTCOMES.length;
  const to = text.indexOf(AFTER_OUTCOMES, from);
  return from < OUTCOMES.length || to < 0 ? text : text.slice(0, from) + text.slice(to);
}

/** The newest record's sequence number; 0 without any. */
export const lastSeq = (db: SqliteDatabase): number =>
  (db.prepare('SELECT max(seq) FROM audit').pluck().get() as number | null) ?? 0;
