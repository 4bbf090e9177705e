import type { Quantity } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { WorkingTicket } from '../ports/desk-reader.ts';

/** A sent ticket with quantity left, and what commands in flight are about to take from it. */
export interface Reservation {
  readonly ticket: Ticket;
  /** Session it was sent in, YYYYMMDD. */
  readonly sentOn: number;
  /** Scaled quantity left. */
  leaves: number;
  cumulative: number;
  /** Quantity of fills handed to the journal and not yet committed. */
  filling: number;
  /** A cancel, replacement, expiry or bust of it is on its way to the disk. */
  isChanging: boolean;
}

/** The live reservations by ClOrdID: what is sent and neither filled, cancelled, expired nor replaced. */
export class Ledger {
  readonly #live = new Map<string, Reservation>();

  constructor(working: readonly WorkingTicket[]) {
    for (const { ticket, leavesQty, cumQty, sentOn } of working) this.add(ticket, leavesQty, cumQty, sentOn);
  }

  add(ticket: Ticket, leaves: Quantity | number, cumulative: number, sentOn: number): void {
    this.#live.set(ticket.clOrdId, {
      ticket,
      sentOn,
      leaves,
      cumulative,
      filling: 0,
      isChanging: false,
    });
  }

  get(clOrdId: string): Reservation | undefined {
    return this.#live.get(clOrdId);
  }

  /** A working ticket that nothing in flight is about. UNKNOWN_ORDER when none works, CONFLICT when it is changing. */
  idle(clOrdId: string): Result<Reservation> {
    const reservation = this.#live.get(clOrdId);
    if (reservation === undefined) return err(unknownOrder(clOrdId));
    return isBusy(reservation) ? err(beingChanged(clOrdId)) : ok(reservation);
  }

  remove(clOrdId: string): void {
    this.#live.delete(clOrdId);
  }

  /** Puts back what was removed, as it was. */
  restore(reservation: Reservation): void {
    this.#live.set(reservation.ticket.clOrdId, reservation);
  }

  get size(): number {
    return this.#live.size;
  }

  values(): IterableIterator<Reservation> {
    return this.#live.values();
  }

  /** Live reservations of one account, or of all. */
  count(account?: string): number {
    if (account === undefined) return this.#live.size;
    let count = 0;
    for (const { ticket } of this.#live.values()) if (ticket.account === account) count++;
    return count;
  }
}

export const isBusy = ({ isChanging, filling }: Reservation): boolean => isChanging || filling > 0;

export const unknownOrder = (clOrdId: string) =>
  appError(
    'UNKNOWN_ORDER',
    `no working ticket '${clOrdId}'`,
    'clOrdId',
    'It may be filled, cancelled, expired or replaced.',
  );

export const beingChanged = (clOrdId: string) =>
  appError('CONFLICT', `'${clOrdId}' is being changed`, 'clOrdId', 'Try again.');
