import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { formatDecimal, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { Side } from '#shared/domain/ticket.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { toScaled } from './step-on-grid.ts';

export type FoundQuantity = { readonly quantity: Quantity; readonly side?: Side } | string;

/** The engine looks for a boundary up to this many times the quantity it is asked about. */
const REACH = 1_000;

/** The largest quantity that passes every limit, or a sentence why there is none. */
export async function findLargest(ticket: TicketInput, lot: Quantity): Promise<FoundQuantity> {
  for (let quantity: number = lot; Number.isSafeInteger(quantity); quantity *= REACH) {
    const orderQty = formatDecimal(quantity, QUANTITY_PLACES);
    const decision = await deskClient.call('tickets.preview', { ticket: { ...ticket, orderQty } });
    const largest = toScaled(decision.maxQty, QUANTITY_PLACES);
    if (largest !== null && largest > 0) return { quantity: largest as Quantity };
    if (isDenied(decision.verdict)) {
      const why =
        decision.binding === null ? '' : `: ${controlTitle(decision.binding.code)} stops every size`;
      return `No quantity passes${why}.`;
    }
  }
  return 'No limit stops this ticket at any size: type the quantity you want.';
}

/** What closes the account's position, working orders on that side counted. */
export async function findFlat(account: string, symbol: string): Promise<FoundQuantity> {
  const {
    rows: [row],
  } = await deskClient.call('book.rows', { account, symbol });
  if (row === undefined || row.quantity === 0) return `${account} holds no ${symbol}: it is flat already.`;
  const open = Math.abs(row.quantity) - (row.quantity > 0 ? row.workingSell : row.workingBuy);
  const quantity = toScaled(Math.round(open * 1e6) / 1e6, QUANTITY_PLACES);
  if (quantity === null || quantity <= 0) return `Working orders close the ${symbol} position already.`;
  return { quantity: quantity as Quantity, side: row.quantity > 0 ? 'SELL' : 'BUY' };
}
