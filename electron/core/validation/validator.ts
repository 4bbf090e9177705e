import type { Decision } from '#shared/domain/decision.ts';
import type { EpochMs, DecisionId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { Plan } from '../limits/plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClaimedOverride } from '../overrides/override-desk.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { Evaluation } from './evaluation.ts';
import { letPass } from './let-pass.ts';
import { TicketCheck } from './ticket-check.ts';
import { toDecision } from './to-decision.ts';

/** Decides tickets against one book and one plan; holds nothing of its own between two tickets. */
export class Validator {
  readonly #book: DeskBook;
  readonly #clock: Clock;
  readonly #evaluation = new Evaluation();
  #check: TicketCheck | null = null;

  constructor(book: DeskBook, clock: Clock) {
    this.#book = book;
    this.#clock = clock;
  }

  /** Whether the ticket only closes what its account holds, working orders counted; nothing is evaluated. */
  isReducing(ticket: Ticket, plan: Plan, now: EpochMs): boolean {
    const check = (this.#check ??= new TicketCheck(this.#book, ticket));
    check.prepare(ticket, plan, now);
    return check.n > 0 && check.n <= check.reducingUpTo;
  }

  /**
   * Every control's outcome, the verdict, the most that may go and what binds it. `now` is the desk clock; `override`
   * lets the controls it names pass.
   */
  decide(
    ticket: Ticket,
    plan: Plan,
    now: EpochMs,
    decisionId: DecisionId,
    override: ClaimedOverride | null = null,
  ): Decision {
    const started = this.#clock.monotonicMicros();
    const check = (this.#check ??= new TicketCheck(this.#book, ticket));
    check.prepare(ticket, plan, now);
    this.#evaluation.evaluate(check);
    if (override !== null) letPass(check, this.#evaluation, override.controls);
    this.#evaluation.findMaxQuantity(check);
    const evalMicros = Math.round((this.#clock.monotonicMicros() - started) * 10) / 10;
    const stamp = { decisionId, evalMicros, engineVersion: ENGINE_VERSION };
    const decision = toDecision(check, this.#evaluation, stamp);
    return override === null ? decision : { ...decision, overrideId: override.overrideId };
  }
}
