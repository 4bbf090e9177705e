import type { Ticket } from '#shared/domain/ticket.ts';
import type { SentTicket } from '../activity-view.ts';
import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { freesAt } from '../speed/frees-at.ts';

/** A quantity within one part in ten of an earlier one is nearly the same. */
const NEAR = 10;

/**
 * How many tickets in the window are this one again: same account, symbol, side, quantity, type and price (the stop
 * price, too). A near-duplicate (any account of the desk, same symbol and side, quantity within 10 %) only warns.
 */
export const duplicateOrder: Comparison = {
  kind: 'COMPARISON',
  code: 'DUPLICATE_ORDER',
  group: 'O',
  title: 'Not sent before',
  formula: 'identical tickets sent in the window',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: true,
  symbolFree: true,
  crossing: 'FREE',
  inputs: 'NONE',
  params: ['window'],
  windowSeconds: 30,
  mostHard: 1_000,
  alwaysOn: true,
  defaultHard: '0',
  measure(check, limit, out) {
    const after = windowStart(check, limit);
    if (check.sends.lostUpTo > after)
      return out.setMissing('activity', `too many tickets of ${check.ticket.symbol} in the window`);
    out.setWhole(countIdentical(check, after, check.quantity));
  },
  lastWithin(check, limit, threshold, from) {
    const isDenied = countIdentical(check, windowStart(check, limit), from) > threshold;
    return isDenied ? from - check.lot : from;
  },
  firstBeyond(check, limit, threshold, from) {
    const after = windowStart(check, limit);
    let first = Infinity;
    for (let i = 0; i < check.sends.size; i++) {
      const { tick, ticket } = check.sends.at(i);
      const { orderQty } = ticket;
      if (tick <= after) break;
      if (orderQty <= from || orderQty >= first || !isSameOrder(ticket, check.ticket)) continue;
      if (countIdentical(check, after, orderQty) > threshold) first = orderQty;
    }
    return first;
  },
  warns(check, limit) {
    return nearest(check, windowStart(check, limit)) !== null;
  },
  notes(check, limit) {
    const { windowMicros } = limit.params;
    const after = windowStart(check, limit);
    if (countIdentical(check, after, check.n) > limit.hard.value) {
      const leaves = oldestThatCounts(check, after, limit.hard.value);
      return leaves === null
        ? []
        : [`the same as ${leaves.ticket.clOrdId}`, freesAt(leaves.tick + windowMicros)];
    }
    const near = nearest(check, after);
    return near === null
      ? []
      : [`nearly the same as ${near.ticket.clOrdId}`, freesAt(near.tick + windowMicros)];
  },
};

const windowStart = (check: Check, limit: CompiledLimit): number => check.tick - limit.params.windowMicros;

/** Everything but the quantity is the same; symbol and side are those of the list. */
const isSameOrder = (sent: Ticket, ticket: Ticket): boolean =>
  sent.account === ticket.account &&
  sent.ordType === ticket.ordType &&
  sent.price === ticket.price &&
  sent.stopPx === ticket.stopPx;

function countIdentical({ sends, ticket }: Check, after: number, quantity: number): number {
  let count = 0;
  for (let i = 0; i < sends.size; i++) {
    const sent = sends.at(i);
    if (sent.tick <= after) break;
    if (sent.ticket.orderQty === quantity && isSameOrder(sent.ticket, ticket)) count++;
  }
  return count;
}

/** The identical ticket whose leaving the window brings the count down to `allowed`. */
function oldestThatCounts({ sends, ticket, n }: Check, after: number, allowed: number): SentTicket | null {
  let count = 0;
  for (let i = 0; i < sends.size; i++) {
    const sent = sends.at(i);
    if (sent.tick <= after) break;
    if (sent.ticket.orderQty === n && isSameOrder(sent.ticket, ticket) && ++count > allowed) return sent;
  }
  return null;
}

/** The newest near-duplicate in the window. */
function nearest({ sends, account, n }: Check, after: number): SentTicket | null {
  if (account === null) return null;
  for (let i = 0; i < sends.size; i++) {
    const sent = sends.at(i);
    if (sent.tick <= after) break;
    const { orderQty } = sent.ticket;
    if (sent.desk === account.desk && Math.abs(n - orderQty) * NEAR <= orderQty) return sent;
  }
  return null;
}
