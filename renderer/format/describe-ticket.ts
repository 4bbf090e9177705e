import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { PRICE_PLACES, QUANTITY_PLACES, toPrice, toQuantity } from '#shared/domain/decimal.ts';
import { formatExact } from './numbers.ts';

const SIDE_WORDS: Readonly<Record<string, string>> = { BUY: 'buy', SELL: 'sell', SELL_SHORT: 'sell short' };

/** `buy 1,200 BRLE @ 109.45 for ALPHA`, every digit written; what cannot be read stays as it was typed. */
export function describeTicket(ticket: TicketInput): string {
  const quantity = toQuantity(ticket.orderQty);
  const shown = typeof quantity === 'number' ? formatExact(quantity, QUANTITY_PLACES) : ticket.orderQty;
  const stop = ticket.stopPx === undefined ? '' : ` stop ${priceText(ticket.stopPx)}`;
  const price = ticket.price === undefined ? ' at market' : ` @ ${priceText(ticket.price)}`;
  const side = SIDE_WORDS[ticket.side] ?? ticket.side;
  return `${side} ${shown} ${ticket.symbol}${price}${stop} for ${ticket.account}`;
}

function priceText(text: string): string {
  const price = toPrice(text);
  return typeof price === 'number' ? formatExact(price, PRICE_PLACES) : text;
}
