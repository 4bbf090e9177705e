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
    const at = this.#placeOf(ticket) - 1;
    if (this.#orders[at]?.clOrdId === ticket.clOrdId) this.#orders.splice(at, 1);
    this.best = this.#orders.at(-1) ?? null;
  }

  #placeOf(ticket: Ticket): number {
    let lo = 0;
    let hi = this.#orders.length;
    while (lo < hi) {
      const middle = (lo + hi) >>> 1;
      if (isBehind(this.#orders[middle] as Ticket, ticket)) hi = middle;
      else lo = middle + 1;
    }
    return lo;
  }
}

/** Those of one price lie by ClOrdID, so that the order is a function of what works and not of how it came to. */
function isBehind(one: Ticket, other: Ticket): boolean {
  const [a, b] = [eagerness(one), eagerness(other)];
  return a > b || (a === b && one.clOrdId > other.clOrdId);
}

/** Grows with what the order gives up to trade: the price of a buy, the negative price of a sell. */
const eagerness = (ticket: Ticket): number => directionOf(ticket.side) * tradesUpTo(ticket);
