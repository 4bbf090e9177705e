import { PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { WorkingRow } from '#shared/contract/schemas/book.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import type { Ledger } from './ledger.ts';

const MOST_ROWS = 5_000;

/** The working tickets of one account, or of all, the oldest first. */
export function workingRows(ledger: Ledger, account?: string): WorkingRow[] {
  const rows: WorkingRow[] = [];
  for (const { ticket, leaves, cumulative, sentOn } of ledger.values()) {
    if (account !== undefined && ticket.account !== account) continue;
    if (rows.length === MOST_ROWS) break;
    const { clOrdId, symbol, side, ordType, timeInForce, trader, strategy } = ticket;
    rows.push({
      clOrdId,
      account: ticket.account,
      symbol,
      side,
      orderQty: ticket.orderQty / QUANTITY_ONE,
      cumQty: cumulative / QUANTITY_ONE,
      leavesQty: leaves / QUANTITY_ONE,
      ordType,
      price: ticket.price === null ? null : ticket.price / PRICE_ONE,
      stopPx: ticket.stopPx === null ? null : ticket.stopPx / PRICE_ONE,
      timeInForce,
      trader,
      strategy,
      sentOn: toIsoDate(sentOn),
    });
  }
  return rows;
}
