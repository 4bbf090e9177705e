import {
  FX_ONE,
  toPrice,
  toQuantity,
  type FxRate,
  type Price,
  type Quantity,
} from '#shared/domain/decimal.ts';
import type { ClOrdId, EpochMs, ExecId } from '#shared/domain/ids.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import { unitValueOf, valueOf } from '#shared/domain/valuation.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { workingOf } from '../book/desk-book.ts';
import { lackOfAccount } from '../authority/require-capability.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { ExecutionRecord, JournalReceipt } from '../ports/journal.ts';
import { beingChanged, unknownOrder, type Ledger, type Reservation } from './ledger.ts';

/** A fill as it is reported: decimals as text. */
export interface Fill {
  readonly execId: string;
  readonly clOrdId: string;
  readonly lastQty: string;
  readonly lastPx: string;
}

/** A fill whose decimals are read. */
export interface ReadFill {
  readonly execId: string;
  readonly clOrdId: string;
  readonly lastQty: Quantity;
  readonly lastPx: Price;
  readonly transactTime: EpochMs | null;
}

/** A fill that its ticket takes; the reservation counts it as on its way. */
interface Taken {
  readonly record: ExecutionRecord;
  readonly reservation: Reservation;
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
    const found = this.#ledger.idle(clOrdId);
    if (!found.ok) return found;
    const reservation = found.value;
    const forbidden = lackOfAccount(actor, reservation.ticket.account);
    if (forbidden !== null) return err(forbidden);
    reservation.isChanging = true;
    const receipt = await this.#deps.journal.append({
      kind: 'CANCEL',
      at: this.#deps.clock.now(),
      actor: actor.user,
      clOrdId: clOrdId as ClOrdId,
      released: reservation.leaves as Quantity,
    });
    reservation.isChanging = false;
    if (!receipt.ok) return this.#failed(receipt);
    this.#settle(reservation, receipt.value, () => {
      this.#ledger.remove(clOrdId);
      this.#state.book.change(reservation.ticket, workingOf(reservation.ticket, -reservation.leaves));
    });
    return ok(undefined);
  }

  /**
   * Moves a filled quantity from the reservation to the position, and its price times quantity out of cash.
   * UNKNOWN_ORDER, OVER_FILL, DUPLICATE_EXECUTION; CONFLICT while the ticket is being changed: report it again.
   */
  async fill(fill: Fill, actor: Actor): Promise<Result<void>> {
    const lastQty = toQuantity(fill.lastQty);
    const lastPx = toPrice(fill.lastPx);
    if (typeof lastQty !== 'number' || lastQty <= 0) return err(invalid('lastQty', fill.lastQty));
    if (typeof lastPx !== 'number' || lastPx <= 0) return err(invalid('lastPx', fill.lastPx));
    const taken = this.#take({ ...fill, lastQty, lastPx, transactTime: null }, actor);
    if (!taken.ok) return taken;
    const receipt = await this.#deps.journal.append(taken.value.record);
    return this.#settleFills([taken.value], receipt);
  }

  /**
   * Many fills, each as `fill`; those that their tickets take are written together, or none of them. The refusals, null
   * for a fill that was taken, are in the order of the fills.
   */
  async fillAll(
    fills: readonly ReadFill[],
    actor: Actor,
  ): Promise<Result<readonly ((Result<void> & { ok: false }) | null)[]>> {
    const taken = fills.map((fill) => this.#take(fill, actor));
    const good = taken.flatMap((one) => (one.ok ? [one.value] : []));
    if (good.length > 0) {
      const receipt = await this.#deps.journal.appendAll(good.map(({ record }) => record));
      const settled = this.#settleFills(good, receipt);
      if (!settled.ok) return settled;
    }
    return ok(taken.map((one) => (one.ok ? null : one)));
  }

  #take(fill: ReadFill, actor: Actor): Result<Taken> {
    const { execId, clOrdId, lastQty, lastPx, transactTime } = fill;
    const reservation = this.#ledger.get(clOrdId);
    if (reservation === undefined) return err(unknownOrder(clOrdId));
    if (reservation.isChanging) return err(beingChanged(clOrdId));
    if (reservation.filling + lastQty > reservation.leaves) return err(overFill(clOrdId));
    const { ticket } = reservation;
    reservation.filling += lastQty;
    const record: ExecutionRecord = {
      kind: 'EXECUTION',
      at: this.#deps.clock.now(),
      actor: actor.user,
      execId: execId as ExecId,
      clOrdId: ticket.clOrdId,
      account: ticket.account,
      symbol: ticket.symbol,
      direction: directionOf(ticket.side),
      lastQty,
      lastPx,
      cashChange: this.#cashChange(reservation, lastQty, lastPx),
      ...(transactTime !== null && { transactTime }),
    };
    return ok({ record, reservation });
  }

  #settleFills(fills: readonly Taken[], receipt: Result<JournalReceipt>): Result<void> {
    for (const { record, reservation } of fills) reservation.filling -= record.lastQty;
    if (!receipt.ok) return this.#failed(receipt);
    for (const { record, reservation } of fills)
      this.#settle(reservation, receipt.value, () => this.#applyFill(reservation, record));
    return ok(undefined);
  }

  #applyFill(reservation: Reservation, { lastQty, cashChange }: ExecutionRecord): void {
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

  /** Minor units; a buy takes cash. Without an fx rate the fill is booked at par and the book shows the missing rate. */
  #cashChange({ ticket }: Reservation, lastQty: Quantity, lastPx: Price): number {
    const view = this.#state.book.instrument(ticket.symbol);
    if (view === undefined) return 0;
    const fx = this.#state.book.fxOf(view.instrument.currency) ?? (FX_ONE as FxRate);
    const unit = unitValueOf(lastPx, fx, view.instrument.multiplier);
    return 0 - directionOf(ticket.side) * valueOf(lastQty, unit);
  }
}

const overFill = (clOrdId: string) =>
  appError('OVER_FILL', `fills more than is left of '${clOrdId}'`, 'lastQty', 'Check the execution.');

const invalid = (field: string, value: string) =>
  appError('INVALID_INPUT', `'${value}' is not a positive decimal`, field, `Give ${field} like 1200.5.`);
