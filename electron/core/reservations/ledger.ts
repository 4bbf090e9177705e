import type { Quantity } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { WorkingTicket } from '../ports/desk-reader.ts';

/** A sent ticket with quantity left, and what commands in flight are about to take from it. */
export interface Reservation {
  readonly ticket: Ticket;
  /** Scaled quantity left. */
  leaves: number;
  cumulative: number;
  /** Quantity of fills handed to the journal and not yet committed. */
  filling: number;
  cancelling: boolean;
}

/** The live reservations by ClOrdID: what is sent and neither filled nor cancelled. */
export class Ledger {
  readonly #live = new Map<string, Reservation>();

  constructor(working: readonly WorkingTicket[]) {
    for (const { ticket, leavesQty, cumQty } of working) this.add(ticket, leavesQty, cumQty);
  }

  add(ticket: Ticket, leaves: Quantity, cumulative = 0): void {
    this.#live.set(ticket.clOrdId, { ticket, leaves, cumulative, filling: 0, cancelling: false });
  }

  get(clOrdId: string): Reservation | undefined {
    return this.#live.get(clOrdId);
  }

  remove(clOrdId: string): void {
    this.#live.delete(clOrdId);
  }

  get size(): number {
    return this.#live.size;
  }

  /** Live reservations of one account, or of all. */
  count(account?: string): number {
    if (account === undefined) return this.#live.size;
    let count = 0;
    for (const { ticket } of this.#live.values()) if (ticket.account === account) count++;
    return count;
  }
}
