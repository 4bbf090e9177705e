import type { WorkingSide } from '#shared/controls/activity-view.ts';
import { tradesUpTo } from '#shared/controls/order-price.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';

/** The working orders of one side of one symbol, sorted so that the one that is the easiest to trade with comes last. */
export class SymbolOrders implements WorkingSide {
  best: Ticket | null = null;
  readonly #orders: Ticket[] = [];

  get size(): number {
    return this.#orders.length;
  }

  add(ticket: Ticket): void {
    this.#orders.splice(this.#placeOf(ticket), 0, ticket);
    this.best = this.#orders.at(-1) ?? null;
  }

  remove(ticket: Ticket): void {
    // Orders of one price lie together; the place is behind the last of them.
    let at = this.#placeOf(ticket) - 1;
    while (at >= 0 && this.#orders[at]?.clOrdId !== ticket.clOrdId) at--;
    if (at >= 0) this.#orders.splice(at, 1);
    this.best = this.#orders.at(-1) ?? null;
  }

  #placeOf(ticket: Ticket): number {
    const own = eagerness(ticket);
    let lo = 0;
    let hi = this.#orders.length;
    while (lo < hi) {
      const middle = (lo + hi) >>> 1;
      if (eagerness(this.#orders[middle] as Ticket) > own) hi = middle;
      else lo = middle + 1;
    }
    return lo;
  }
}

/** Grows with what the order gives up to trade: the price of a buy, the negative price of a sell. */
const eagerness = (ticket: Ticket): number => directionOf(ticket.side) * tradesUpTo(ticket);
