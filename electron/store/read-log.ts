import type { DecisionBody, RecordBody } from '#electron/core/audit/record-body.ts';
import type { DecisionInputs } from '#electron/core/ports/journal.ts';
import type { LoggedRecord } from '#electron/core/ports/replay.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** The records of the log in order, one at a time: memory does not grow with it. Bodies are as LoggedRecord says. */
export function* readLog(db: SqliteDatabase): Generator<LoggedRecord> {
  const rows = db.prepare('SELECT seq, at, actor, body FROM audit ORDER BY seq').raw().iterate();
  const parser = new BodyParser();
  for (const row of rows as IterableIterator<[number, number, string, string]>) {
    const [seq, at, actor, text] = row;
    yield { seq, at, actor, body: parser.parse(text), text };
  }
}

const DECISION = '{"kind":"DECISION"';
const OUTCOMES = '"outcomes":[';
const AFTER_OUTCOMES = '],"notional":';
const VERSIONS = '"inputs":{"limitVersions":';
const AFTER_VERSIONS = ',"bookSeq":';

/**
 * Parses bodies. Of a decision the outcomes are left out, which are most of it, and the limit versions are one and the same
 * list for as long as they do not change. Quotes within strings are escaped, so that the names are found where they are and
 * nowhere else; a text in which they are not is parsed whole.
 */
class BodyParser {
  #versionsText = '';
  #versions: DecisionInputs['limitVersions'] = [];

  parse(text: string): RecordBody {
    if (!text.startsWith(DECISION)) return JSON.parse(text) as RecordBody;
    const outcomes = text.indexOf(OUTCOMES) + OUTCOMES.length;
    const afterOutcomes = text.indexOf(AFTER_OUTCOMES, outcomes);
    const versions = text.indexOf(VERSIONS, afterOutcomes) + VERSIONS.length;
    const afterVersions = text.indexOf(AFTER_VERSIONS, versions);
    const isKnown =
      outcomes >= OUTCOMES.length && afterOutcomes >= 0 && versions >= VERSIONS.length && afterVersions >= 0;
    if (!isKnown) return JSON.parse(text) as RecordBody;
    const short = `${text.slice(0, outcomes)}${text.slice(afterOutcomes, versions)}[]${text.slice(afterVersions)}`;
    const body = JSON.parse(short) as DecisionBody;
    const limitVersions = this.#versionsOf(text.slice(versions, afterVersions));
    return { ...body, inputs: { ...body.inputs, limitVersions } };
  }

  #versionsOf(text: string): DecisionInputs['limitVersions'] {
    if (text !== this.#versionsText) {
      this.#versions = JSON.parse(text) as DecisionInputs['limitVersions'];
      this.#versionsText = text;
    }
    return this.#versions;
  }
}

/** The newest record's sequence number; 0 without any. */
export const lastSeq = (db: SqliteDatabase): number =>
  (db.prepare('SELECT max(seq) FROM audit').pluck().get() as number | null) ?? 0;
