import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { formatDecimal, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import type { OrdType } from '#shared/domain/ticket.ts';
import type { TicketFields } from './ticket-fields.ts';

export const needsPrice = (type: OrdType): boolean => type === 'LIMIT' || type === 'STOP_LIMIT';
export const needsStop = (type: OrdType): boolean => type === 'STOP' || type === 'STOP_LIMIT';

/** The ticket that the form describes, or the field it still lacks. */
export function toTicketInput(fields: TicketFields, quantity: Quantity | null): TicketInput | string {
  if (fields.account === '') return 'an account';
  if (fields.symbol.trim() === '') return 'a symbol';
  if (quantity === null) return 'a quantity';
  if (needsPrice(fields.ordType) && fields.price.trim() === '') return 'a price';
  if (needsStop(fields.ordType) && fields.stopPx.trim() === '') return 'a stop price';
  return {
    account: fields.account,
    symbol: fields.symbol.trim(),
    side: fields.side,
    orderQty: formatDecimal(quantity, QUANTITY_PLACES),
    ordType: fields.ordType,
    ...(needsPrice(fields.ordType) ? { price: plain(fields.price) } : {}),
    ...(needsStop(fields.ordType) ? { stopPx: plain(fields.stopPx) } : {}),
    timeInForce: fields.timeInForce,
    trader: fields.trader.trim(),
    strategy: fields.strategy.trim(),
  };
}

/** Thousands separators are for reading; anything else stays as typed, for the engine to judge. */
const plain = (price: string) => {
  const text = price.trim();
  return /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
};
