import type { WrittenTicket } from '#shared/contract/schemas/ticket.ts';
import { formatDecimal, PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Ticket, TicketDefect } from '#shared/domain/ticket.ts';

/**
 * A ticket as it travels, every field written out and decimals exact: `toTicket` reads the same ticket from it. A field
 * that could not be read is written as it was, so that it cannot be read again.
 */
export function toWrittenTicket(ticket: Ticket): WrittenTicket {
  const { clOrdId, account, symbol, side, orderQty, ordType, timeInForce, trader, strategy } = ticket;
  const price = ticket.price === null ? {} : { price: formatDecimal(ticket.price, PRICE_PLACES) };
  const stopPx = ticket.stopPx === null ? {} : { stopPx: formatDecimal(ticket.stopPx, PRICE_PLACES) };
  return {
    clOrdId,
    account,
    symbol,
    side,
    orderQty: formatDecimal(orderQty, QUANTITY_PLACES),
    ordType,
    ...price,
    ...stopPx,
    timeInForce,
    trader,
    strategy,
    ...Object.fromEntries(ticket.defects.filter(isOfTheWire).map(({ field, value }) => [field, value])),
  };
}

const isOfTheWire = ({ field }: TicketDefect): boolean => field !== 'row' && field !== 'transactTime';
