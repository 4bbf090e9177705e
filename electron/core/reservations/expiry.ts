import type { Quantity } from '#shared/domain/decimal.ts';
import { appError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-code.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { workingOf } from '../book/desk-book.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { isBusy, type Reservation } from './ledger.ts';

/** Tickets of one record, so that neither a record nor the wait for it grows with the desk. */
const MAX_EXPIRED = 500;

/**
 * Ends tickets whose time in force is over. DAY, OPG, CLS, IOC and FOK end with the session they were sent in, which
 * the desk clock leaves when it passes into another date (UTC); a GTC never ends by itself. Whoever asks the desk
 * first after that makes the sweep; there is no record of it before. IOC and FOK may end at once by a call.
 */
export class Expiry {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #onExpired: (clOrdIds: readonly string[]) => void;
  /** Session in which nothing was left to end; 0: look again. */
  #sweptIn = 0;
  #sweeping: Promise<void> | undefined;

  constructor(deps: DeskDependencies, state: DeskState, onExpired: (clOrdIds: readonly string[]) => void) {
    this.#deps = deps;
    this.#state = state;
    this.#onExpired = onExpired;
  }

  /**
   * Whether a ticket must be ended before anything is decided. Callers wait for `sweep` only then, so that requests
   * keep their order: whoever comes while a sweep is under way waits for the same one.
   */
  isDue(): boolean {
    if (this.#sweeping !== undefined) return true;
    const { session } = this.#state;
    if (this.#sweptIn === session) return false;
    this.#state.refresh();
    for (const one of this.#state.ledger.values()) if (isOver(one, session)) return true;
    this.#sweptIn = session;
    return false;
  }

  /** A ticket of an earlier session may work again: the next sweep looks at all of them. */
  lookAgain(): void {
    this.#sweptIn = 0;
  }

  /**
   * Ends every ticket whose session is over, in records of at most 500. One that is being changed waits for the next
   * sweep, and so do the rest when the journal fails: until it is on disk a ticket keeps its reservation.
   */
  async sweep(): Promise<void> {
    if (this.isDue()) await (this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = undefined)));
  }

  /** Ends one ticket now. UNKNOWN_ORDER, CONFLICT while it is being changed, INVALID_INPUT for a GTC. */
  async expire(clOrdId: string, actor: Actor): Promise<Result<void>> {
    const found = this.#state.ledger.idle(clOrdId);
    if (!found.ok) return found;
    if (found.value.ticket.timeInForce !== 'GTC') return this.#end([found.value], actor.user);
    const todo = 'Cancel it instead.';
    return err(appError('INVALID_INPUT', `'${clOrdId}' is good till cancelled`, 'clOrdId', todo));
  }

  async #sweep(): Promise<void> {
    for (;;) {
      const { session } = this.#state;
      const over = [...this.#state.ledger.values()].filter((one) => isOver(one, session));
      const idle = over.filter((one) => !isBusy(one)).slice(0, MAX_EXPIRED);
      if (idle.length === 0) {
        if (over.length === 0) this.#sweptIn = session;
        return;
      }
      const ended = await this.#end(idle, 'desk');
      if (!ended.ok) return;
    }
  }

  async #end(reservations: readonly Reservation[], actor: string): Promise<Result<void>> {
    const state = this.#state;
    const { book } = state;
    for (const one of reservations) one.isChanging = true;
    const receipt = await this.#deps.journal.append({
      kind: 'EXPIRE',
      at: this.#deps.clock.now(),
      actor,
      expired: reservations.map(({ ticket, leaves }) => ({
        clOrdId: ticket.clOrdId,
        released: leaves as Quantity,
      })),
    });
    for (const one of reservations) one.isChanging = false;
    if (!receipt.ok) {
      // A refusal of the store means that memory is not what it holds.
      if (MEMORY_IS_OLD.includes(receipt.error.code)) state.stale = true;
      return receipt;
    }
    if (state.book !== book) state.stale = true;
    else {
      for (const { ticket, leaves } of reservations) {
        state.ledger.remove(ticket.clOrdId);
        book.change(ticket, workingOf(ticket, 0 - leaves));
      }
      state.applied(receipt.value);
    }
    this.#onExpired(reservations.map(({ ticket }) => ticket.clOrdId));
    return ok(undefined);
  }
}

const MEMORY_IS_OLD: readonly ErrorCode[] = ['COMMIT_UNKNOWN', 'UNKNOWN_ORDER', 'CONFLICT'];

const isOver = ({ ticket, sentOn }: Reservation, session: number): boolean =>
  ticket.timeInForce !== 'GTC' && sentOn < session;
