import type { Decision, Outcome } from '#shared/domain/decision.ts';
import type { SentOrder } from '#shared/domain/ticket.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { DecisionRecord, JournalRecord, OverrideUse, Replaced, UserRecord } from '../ports/journal.ts';
import { fromOutcomeRow, isWritable, outcomeRowText, toOutcomeRow, type OutcomeRow } from './outcome-row.ts';

/** A decision as its record holds it: outcomes as rows. */
export type StoredDecisionBody = Omit<Decision, 'outcomes'> & { readonly outcomes: readonly OutcomeRow[] };
type Body<R extends JournalRecord> = Omit<R, 'at' | 'actor'>;
type BodyOf<R> = R extends JournalRecord ? Body<R> : never;
export type DecisionBody = Omit<Body<DecisionRecord>, 'decision'> & { readonly decision: StoredDecisionBody };
/** What the tables beside the log need of a decision; taken out so that the writer need not read the whole body. */
export interface DecisionFacts {
  readonly kind: 'DECISION';
  readonly ticket: SentOrder;
  readonly decision: Pick<Decision, 'decisionId' | 'clOrdId' | 'verdict' | 'notional' | 'deskClock'>;
  readonly inputs: Pick<DecisionRecord['inputs'], 'tick'>;
  readonly send: DecisionRecord['send'];
  readonly replaces?: Replaced;
  readonly override?: OverrideUse;
}
/** What the tables need of a user: the record, and the password's proof, which the log never holds. */
export type UserFacts = Body<UserRecord>;
export type UserBody = Omit<UserFacts, 'password'>;
/** What the tables beside the log need of a record: of every other kind, its whole body. */
export type RecordFacts = DecisionFacts | UserFacts | Exclude<RecordBody, DecisionBody | UserBody>;

/** What the body of an audit row parses to; `at` and `actor` are columns of the row. */
export type RecordBody =
  DecisionBody | UserBody | BodyOf<Exclude<JournalRecord, DecisionRecord | UserRecord>>;

/**
 * The body of a record as the audit log keeps it: JSON with `kind` first, then the fields in the record's own order.
 * The same record always gives the same text. A number that is not finite, which JSON would silently turn into
 * null, is refused as INVALID_INPUT with its path; so is a bigint or any other value JSON cannot hold.
 */
export function toRecordBody(record: JournalRecord): Result<string> {
  const { at, actor, ...rest } = record;
  const outcomes = rest.kind === 'DECISION' ? rest.decision.outcomes : [];
  const body = bodyOf(rest);
  const bad = Number.isSafeInteger(at)
    ? (unserialisable(body, 'record') ?? badOutcome(outcomes))
    : 'record.at';
  if (bad === null && actor.length <= 256) {
    const text = JSON.stringify(body);
    if (outcomes.length === 0) return ok(text);
    // Quotes within strings are escaped, so that the empty list is found where it is and nowhere else.
    return ok(text.replace(NO_OUTCOMES, () => `"outcomes":[${outcomes.map(outcomeRowText).join(',')}]`));
  }
  return err(
    appError(
      'INVALID_INPUT',
      'A record holds a value that cannot be written',
      bad ?? 'record.actor',
      'Nothing was written.',
    ),
  );
}

/** What of a record is written: a decision without its outcomes, which are written apart, a user without the password. */
function bodyOf(record: BodyOf<JournalRecord>): object {
  if (record.kind === 'DECISION') return { ...record, decision: { ...record.decision, outcomes: [] } };
  if (record.kind !== 'USER') return record;
  const { kind, before, after, passwordChanged } = record;
  return { kind, before, after, passwordChanged };
}

/** The facts of a record whose body is long or does not hold them all, null where the body itself is read. */
export function toRecordFacts(record: JournalRecord): RecordFacts | null {
  if (record.kind === 'USER') {
    const { kind, before, after, passwordChanged, password } = record;
    return { kind, before, after, passwordChanged, ...(password !== undefined && { password }) };
  }
  return record.kind === 'DECISION' ? decisionFacts(record) : null;
}

/** The facts of a record that was read back; the proof of a password is not in the log. */
export const toFacts = (body: RecordBody): RecordFacts =>
  body.kind === 'DECISION' ? decisionFacts(body) : body;

function decisionFacts(record: DecisionBody | DecisionRecord): DecisionFacts {
  const { ticket, decision, send, replaces, override } = record;
  const { clOrdId, account, symbol, side, orderQty, ordType, price, stopPx, trader, strategy } = ticket;
  const { decisionId, verdict, notional, deskClock } = decision;
  const { tick } = record.inputs;
  return {
    kind: 'DECISION',
    ticket: { clOrdId, account, symbol, side, orderQty, ordType, price, stopPx, trader, strategy },
    decision: { decisionId, clOrdId: decision.clOrdId, verdict, notional, deskClock },
    inputs: tick === undefined ? {} : { tick },
    send,
    ...(replaces && { replaces }),
    ...(override && { override }),
  };
}

/** The decision of a stored body, as it was handed to the journal. */
export function fromStoredDecision(stored: StoredDecisionBody): Decision {
  return { ...stored, outcomes: stored.outcomes.map(fromOutcomeRow) };
}

const NO_OUTCOMES = '"outcomes":[]';

/** Path of the first number of an outcome that JSON would lose, or null. */
function badOutcome(outcomes: readonly Outcome[]): string | null {
  const at = outcomes.findIndex((outcome) => !isWritable(outcome));
  const outcome = outcomes[at];
  return outcome === undefined
    ? null
    : unserialisable(toOutcomeRow(outcome), `record.decision.outcomes[${at}]`);
}

/** Path of the first value that JSON would lose, or null. */
function unserialisable(value: unknown, path: string): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (typeof value !== 'object') return value === undefined ? null : path;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const bad = unserialisable(value[i], '');
      if (bad !== null) return `${path}[${i}]${bad}`;
    }
    return null;
  }
  for (const key in value) {
    const bad = unserialisable((value as Record<string, unknown>)[key], '');
    if (bad !== null) return `${path}.${key}${bad}`;
  }
  return null;
}
