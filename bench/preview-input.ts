import { formatDecimal, PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

/** A ticket as `tickets.preview` takes it. */
export const previewInput = ({
  account,
  symbol,
  side,
  orderQty,
  ordType,
  price,
  timeInForce,
}: Ticket): TicketInput => ({
  account,
  symbol,
  side,
  ordType,
  timeInForce,
  orderQty: formatDecimal(orderQty, QUANTITY_PLACES),
  ...(price !== null && { price: formatDecimal(price, PRICE_PLACES) }),
});
