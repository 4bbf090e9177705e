import type { TicketInput } from '#shared/contract/schemas.ts';
import { formatDecimal, PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';

/** A ticket of a file as the contract takes it. INVALID_INPUT for one of which something could not be read. */
export function ticketInputOf(ticket: Ticket): TicketInput {
  const [defect] = ticket.defects;
  if (defect !== undefined) {
    const what = `${defect.field} "${defect.value}" cannot be read: ${defect.problem}`;
    throw new AppErrorException(appError('INVALID_INPUT', what, ticket.clOrdId, 'Correct the file.'));
  }
  const price = (value: number | null): string | undefined =>
    value === null ? undefined : formatDecimal(value, PRICE_PLACES);
  return {
    clOrdId: ticket.clOrdId,
    account: ticket.account,
    symbol: ticket.symbol,
    side: ticket.side,
    orderQty: formatDecimal(ticket.orderQty, QUANTITY_PLACES),
    ordType: ticket.ordType,
    price: price(ticket.price),
    stopPx: price(ticket.stopPx),
    timeInForce: ticket.timeInForce,
    trader: ticket.trader,
    strategy: ticket.strategy,
  };
}
