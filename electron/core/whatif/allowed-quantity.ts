import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

/** How far beyond a ticket the check looks for a boundary. */
const REACH = 1_000;

/** The ticket with another quantity, which then is readable whatever was written. */
export const withQuantity = (ticket: Ticket, orderQty: number): Ticket => ({
  ...ticket,
  orderQty: orderQty as Quantity,
  defects: ticket.defects.filter(({ field }) => field !== 'orderQty'),
});

/**
 * The most that the desk's limits let go, shares: the check's own maxQty, looked for from the ticket's quantity and as
 * far as quantities are exact. Infinity: nothing binds up to there.
 */
export function allowedQuantity(ticket: Ticket, lot: number, decide: (ticket: Ticket) => Decision): number {
  const farthest = Number.MAX_SAFE_INTEGER / REACH / 2;
  let quantity = Math.max(lot, Math.floor(Math.min(ticket.orderQty, farthest) / lot) * lot);
  for (;;) {
    const { maxQty } = decide(withQuantity(ticket, quantity));
    if (maxQty !== null) return maxQty;
    if (quantity * REACH > farthest) return Infinity;
    quantity *= REACH;
  }
}

/** Whole millionths of a share. */
export const toScaled = (shares: number): number => Math.round(shares * QUANTITY_ONE);
