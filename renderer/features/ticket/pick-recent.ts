import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';

const MOST = 10;

/**
 * The tickets to offer again, newest first: those of `actor`, or of everybody when there is none. Of tickets that are
 * alike in what the list shows the newest stands for all.
 */
export function recentTickets(newestFirst: readonly BlotterRow[], actor: string): readonly BlotterRow[] {
  const own = newestFirst.filter((row) => row.actor === actor);
  const picked = new Map<string, BlotterRow>();
  for (const row of own.length > 0 ? own : newestFirst) {
    const { account, symbol, side, orderQty, ordType, price, timeInForce } = row;
    const key = JSON.stringify([account, symbol, side, orderQty, ordType, price, timeInForce]);
    if (!picked.has(key)) picked.set(key, row);
    if (picked.size >= MOST) break;
  }
  return [...picked.values()];
}
