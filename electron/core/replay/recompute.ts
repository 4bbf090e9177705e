import type { Decision, Outcome } from '#shared/domain/decision.ts';
import type { Result } from '#shared/errors/result.ts';
import { fromStoredDecision, toRecordBody, type DecisionBody } from '../audit/record-body.ts';
import type { LoggedRecord } from '../ports/replay.ts';
import { ENGINE_VERSION } from '../validation/engine-version.ts';
import type { Difference, RecomputeReport } from './recompute-report.ts';
import { tickOf, type Ready, type Replay } from './replay.ts';

const MAX_NAMED = 100;

/** Makes the decisions of a log again and compares their bytes. */
export class Recompute {
  readonly #replay: Replay;
  readonly #ladder: string;
  readonly #only: string | null;
  readonly #differences: Difference[] = [];
  #decisions = 0;
  #equal = 0;
  #otherVersion = 0;
  #different = 0;

  /** `ladder` is the hash of the stress ladder at hand; with `only`, one decision is made again and no other. */
  constructor(replay: Replay, ladder: string, only: string | null = null) {
    this.#replay = replay;
    this.#ladder = ladder;
    this.#only = only;
  }

  /** The only decision that was asked about is made: the rest of the log says nothing more. */
  get isDone(): boolean {
    return this.#only !== null && this.#decisions > 0;
  }

  /** Takes the next record of the log. */
  take(record: LoggedRecord): Result<void> {
    return this.#replay.take(record, (ready) => this.#decide(ready));
  }

  #decide(ready: Ready): void {
    const { record, body, ticket, plan, override } = ready;
    if (this.#only !== null && body.decision.decisionId !== this.#only) return;
    this.#decisions++;
    const { decisionId, deskClock, evalMicros, engineVersion } = body.decision;
    const otherLadder = (body.inputs.ladder ?? this.#ladder) !== this.#ladder;
    if (engineVersion !== ENGINE_VERSION || otherLadder) {
      this.#otherVersion++;
      return;
    }
    const { barRulings } = this.#replay.state;
    const recorded = body.inputs.barRulings ?? 0;
    if (recorded !== barRulings) {
      this.#differ(record, body, `rulings on bars as of ${recorded}, again ${barRulings}`);
      return;
    }
    const again = this.#replay.state.validator.decide(
      ticket,
      plan,
      deskClock,
      decisionId,
      tickOf(ready),
      override,
    );
    // How long it took is a measurement, not an input.
    this.#compare(record, body, { ...again, evalMicros });
  }

  report(): RecomputeReport {
    return {
      decisions: this.#decisions,
      equal: this.#equal,
      otherVersion: this.#otherVersion,
      different: this.#different,
      differences: this.#differences,
    };
  }

  #compare(record: LoggedRecord, body: DecisionBody, again: Decision): void {
    const { at, actor, text } = record;
    const written = toRecordBody({ ...body, at, actor, decision: again } as never);
    if (written.ok && written.value === text) {
      this.#equal++;
      return;
    }
    const what = written.ok ? firstDifference(recordedIn(text), again) : written.error.what;
    this.#differ(record, body, what);
  }

  #differ({ seq }: LoggedRecord, { decision }: DecisionBody, what: string): void {
    this.#different++;
    if (this.#differences.length < MAX_NAMED)
      this.#differences.push({ seq, decisionId: decision.decisionId, what });
  }
}

/** The decision of a stored text, outcomes included. */
const recordedIn = (text: string): Decision =>
  fromStoredDecision((JSON.parse(text) as DecisionBody).decision);

function firstDifference(recorded: Decision, again: Decision): string {
  for (const key of ['verdict', 'maxQty', 'notional', 'reducing'] as const) {
    if (recorded[key] !== again[key]) return `${key} ${String(recorded[key])}, again ${String(again[key])}`;
  }
  const name = ({ code, limitId }: Outcome): string => (limitId === null ? code : `${code} ${limitId}`);
  const names = (decision: Decision): string => decision.outcomes.map(name).join(', ');
  if (names(recorded) !== names(again)) return `outcomes ${names(recorded)}, again ${names(again)}`;
  for (const [place, outcome] of recorded.outcomes.entries()) {
    const other = again.outcomes[place];
    for (const key of Object.keys(outcome) as (keyof Outcome)[]) {
      const [was, is] = [JSON.stringify(outcome[key]), JSON.stringify(other?.[key])];
      if (was !== is) return `${name(outcome)}: ${key} ${was}, again ${is}`;
    }
  }
  return 'other bytes';
}
