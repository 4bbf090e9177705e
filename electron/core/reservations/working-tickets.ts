import { toPrice, toQuantity, type Price, type Quantity } from '#shared/domain/decimal.ts';
import type { ClOrdId, ExecId } from '#shared/domain/ids.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import { unitValueOf, valueOf } from '#shared/domain/valuation.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { workingOf } from '../book/desk-book.ts';
import type { FillRun } from '../activity/fill-run.ts';
import { limitsReached } from '../activity/limits-reached.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { FX_ONE, type FxRate } from '#shared/domain/decimal.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import type { JournalReceipt } from '../ports/journal.ts';
import type { Ledger, Reservation } from './ledger.ts';

export interface Fill {
  readonly execId: string;
  readonly clOrdId: string;
  readonly lastQty: string;
  readonly lastPx: string;
}

/** Cancels and fills of sent tickets. Memory follows the store: nothing is released before it is committed. */
export class WorkingTickets {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  get #ledger(): Ledger {
    return this.#state.ledger;
  }

  /** Releases what is left of a ticket. UNKNOWN_ORDER when nothing of it works, CONFLICT while a fill is in flight. */
  async cancel(clOrdId: string, actor: Actor): Promise<Result<void>> {
    const found = this.#find(clOrdId);
    if (!found.ok) return found;
    const reservation = found.value;
    if (reservation.cancelling || reservation.filling > 0) {
      return err(appError('CONFLICT', `'${clOrdId}' is being changed`, 'clOrdId', 'Try again.'));
    }
    const { ticket } = reservation;
    const tick = this.#state.timeline.tick();
    reservation.cancelling = true;
    // A cancel is a message from here on: what is decided after it is recorded after it.
    this.#state.cancelling.set(clOrdId, { ticket, tick });
    this.#state.book.activity.addMessage(ticket, tick);
    const receipt = await this.#deps.journal.append({
      kind: 'CANCEL',
      at: this.#deps.clock.now(),
      tick,
      actor: actor.user,
      clOrdId: clOrdId as ClOrdId,
      released: reservation.leaves as Quantity,
    });
    reservation.cancelling = false;
    this.#state.cancelling.delete(clOrdId);
    if (!receipt.ok) {
      if (receipt.error.code !== 'COMMIT_UNKNOWN') this.#state.book.activity.removeMessage(ticket, tick);
      return this.#failed(receipt);
    }
    this.#settle(reservation, receipt.value, () => {
      this.#ledger.remove(clOrdId);
      this.#state.book.change(ticket, workingOf(ticket, -reservation.leaves));
      this.#state.book.activity.closed(ticket, reservation.leaves);
    });
    return ok(undefined);
  }

  /** Moves a filled quantity from the reservation to the position, and its price times quantity out of cash. */
  async fill(fill: Fill, actor: Actor): Promise<Result<void>> {
    const lastQty = toQuantity(fill.lastQty);
    const lastPx = toPrice(fill.lastPx);
    if (typeof lastQty !== 'number' || lastQty <= 0) return err(invalid('lastQty', fill.lastQty));
    if (typeof lastPx !== 'number' || lastPx <= 0) return err(invalid('lastPx', fill.lastPx));
    const found = this.#find(fill.clOrdId);
    if (!found.ok) return found;
    const reservation = found.value;
    const { ticket } = reservation;
    if (reservation.cancelling || reservation.filling + lastQty > reservation.leaves) {
      return err(
        appError(
          'OVER_FILL',
          `fills more than is left of '${fill.clOrdId}'`,
          'lastQty',
          'Check the execution.',
        ),
      );
    }
    const cashChange = this.#cashChange(reservation, lastQty, lastPx);
    const time = { tick: this.#state.timeline.tick(), day: dateOf(this.#state.now()) };
    const run = this.#runOf(ticket);
    const throttledBy = this.#throttledBy(ticket, run, time.tick);
    reservation.filling += lastQty;
    if (run !== null) run.pending++;
    const receipt = await this.#deps.journal.append({
      kind: 'EXECUTION',
      at: this.#deps.clock.now(),
      ...time,
      actor: actor.user,
      execId: fill.execId as ExecId,
      clOrdId: ticket.clOrdId,
      account: ticket.account,
      symbol: ticket.symbol,
      direction: directionOf(ticket.side),
      lastQty,
      lastPx,
      cashChange,
      throttledBy,
    });
    reservation.filling -= lastQty;
    if (run !== null) run.pending--;
    if (!receipt.ok) return this.#failed(receipt);
    this.#settle(reservation, receipt.value, () => {
      this.#applyFill(reservation, lastQty, cashChange);
      this.#state.book.activity.filled(ticket, lastQty, time);
      if (reservation.leaves === 0) this.#state.book.activity.closed(ticket, 0);
      this.#runOf(ticket)?.throttle(throttledBy);
    });
    return ok(undefined);
  }

  /** The fills in a row that the ticket's belong to; null without a strategy. */
  #runOf({ strategy, symbol, side }: Ticket): FillRun | null {
    return strategy === '' ? null : this.#state.book.activity.runOf(strategy, symbol, side);
  }

  /** The limits of repeated execution that a fill of the ticket at that tick reaches. */
  #throttledBy(ticket: Ticket, run: FillRun | null, tick: number): readonly string[] {
    if (run === null) return [];
    return limitsReached(this.#state.currentPlan(), this.#state.book, ticket, { run, tick });
  }

  #applyFill(reservation: Reservation, lastQty: number, cashChange: number): void {
    const { ticket } = reservation;
    reservation.leaves -= lastQty;
    reservation.cumulative += lastQty;
    if (reservation.leaves === 0) this.#ledger.remove(ticket.clOrdId);
    const released = workingOf(ticket, -lastQty);
    this.#state.book.change(ticket, { ...released, filled: directionOf(ticket.side) * lastQty });
    this.#state.book.addCash(ticket.account, cashChange);
  }

  /** Applies a committed change, unless the ledger was read again meanwhile: then the next decision reads anew. */
  #settle(reservation: Reservation, receipt: JournalReceipt, apply: () => void): void {
    if (this.#ledger.get(reservation.ticket.clOrdId) !== reservation) {
      this.#state.stale = true;
      return;
    }
    apply();
    this.#state.applied(receipt);
  }

  #failed(receipt: Result<unknown> & { ok: false }): Result<never> {
    if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    return receipt;
  }

  #find(clOrdId: string): Result<Reservation> {
    const reservation = this.#ledger.get(clOrdId);
    if (reservation !== undefined) return ok(reservation);
    return err(
      appError(
        'UNKNOWN_ORDER',
        `no working ticket '${clOrdId}'`,
        'clOrdId',
        'It may be filled or cancelled.',
      ),
    );
  }

  /** Minor units; a buy takes cash. Without an fx rate the fill is booked at par and the book shows the missing rate. */
  #cashChange({ ticket }: Reservation, lastQty: Quantity, lastPx: Price): number {
    const view = this.#state.book.instrument(ticket.symbol);
    if (view === undefined) return 0;
    const fx = this.#state.book.fxOf(view.instrument.currency) ?? (FX_ONE as FxRate);
    const unit = unitValueOf(lastPx, fx, view.instrument.multiplier);
    return 0 - directionOf(ticket.side) * valueOf(lastQty, unit);
  }
}

const invalid = (field: string, value: string) =>
  appError('INVALID_INPUT', `'${value}' is not a positive decimal`, field, `Give ${field} like 1200.5.`);
