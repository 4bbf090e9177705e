import type { Decision } from '#shared/domain/decision.ts';
import type { EpochMs, DecisionId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { Plan } from '../limits/plan.ts';
import type { Clock } from '../ports/clock.ts';
import { Evaluation } from './evaluation.ts';
import { TicketCheck } from './ticket-check.ts';
import { toDecision } from './to-decision.ts';

/** Goes into every decision: the same inputs on the same engine version give the same bytes. */
export const ENGINE_VERSION = '0.1.0';

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

  /** Every control's outcome, the verdict, the most that may go and what binds it. `now` is the desk clock. */
  decide(ticket: Ticket, plan: Plan, now: EpochMs, decisionId: DecisionId): Decision {
    const started = this.#clock.monotonicMicros();
    const check = (this.#check ??= new TicketCheck(this.#book, ticket));
    check.prepare(ticket, plan, now);
    this.#evaluation.evaluate(check);
    this.#evaluation.findMaxQuantity(check);
    const evalMicros = Math.round((this.#clock.monotonicMicros() - started) * 10) / 10;
    return toDecision(check, this.#evaluation, { decisionId, evalMicros, engineVersion: ENGINE_VERSION });
  }
}
