import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import {
  toPrice,
  toQuantity,
  type DecimalProblem,
  type Price,
  type Quantity,
} from '#shared/domain/decimal.ts';
import type { AccountId, ClOrdId, EpochMs, StrategyId, SymbolId, TraderId } from '#shared/domain/ids.ts';
import {
  ORD_TYPES,
  SIDES,
  TIMES_IN_FORCE,
  type OrdType,
  type Side,
  type Ticket,
  type TicketDefect,
  type TimeInForce,
} from '#shared/domain/ticket.ts';

/** What a ticket gets where the sender left it out. */
export interface TicketDefaults {
  readonly clOrdId: ClOrdId;
  readonly transactTime: EpochMs | null;
}

/** Spellings that desks use, upper case, next to the FIX names and FIX 54/40 codes themselves. */
const SIDE_ALIASES: Readonly<Record<string, Side>> = {
  B: 'BUY',
  '1': 'BUY',
  S: 'SELL',
  '2': 'SELL',
  SS: 'SELL_SHORT',
  SHORT: 'SELL_SHORT',
  'SELL SHORT': 'SELL_SHORT',
  '5': 'SELL_SHORT',
};
const TYPE_ALIASES: Readonly<Record<string, OrdType>> = {
  '': 'MARKET',
  MKT: 'MARKET',
  '1': 'MARKET',
  LMT: 'LIMIT',
  '2': 'LIMIT',
  STP: 'STOP',
  '3': 'STOP',
  'STOP LIMIT': 'STOP_LIMIT',
  '4': 'STOP_LIMIT',
};

const PROBLEMS: Record<DecimalProblem, string> = {
  NOT_A_NUMBER: 'not a decimal number',
  TOO_PRECISE: 'has more decimals than the desk keeps',
  TOO_LARGE: 'is larger than the desk can count',
};

/**
 * A ticket as sent to the domain's ticket. Never fails: a field that cannot be read holds its neutral value (BUY, 0,
 * MARKET, null, DAY) and is named in `defects`, so that the ticket still gets a decision, ORDER_INVALID.
 * Quantities and prices are read exactly; thousands separators and percent signs are not numbers.
 */
export function toTicket(input: TicketInput, defaults: TicketDefaults): Ticket {
  const defects: TicketDefect[] = [];
  const defect = (field: TicketDefect['field'], value: string, problem: string): void => {
    defects.push({ field, value: value.slice(0, 64), problem });
  };
  const decimal = (field: 'price' | 'stopPx', text: string | undefined): Price | null => {
    if (text === undefined || text.trim() === '') return null;
    const value = toPrice(text.trim());
    if (typeof value === 'number') return value;
    defect(field, text, PROBLEMS[value]);
    return null;
  };
  const quantity = toQuantity(input.orderQty.trim());
  if (typeof quantity !== 'number') defect('orderQty', input.orderQty, PROBLEMS[quantity]);
  const side = oneOf(SIDES, SIDE_ALIASES, input.side);
  if (side === null) defect('side', input.side, `is none of ${SIDES.join(', ')}`);
  const ordType = oneOf(ORD_TYPES, TYPE_ALIASES, input.ordType ?? 'MARKET');
  if (ordType === null) defect('ordType', input.ordType ?? '', `is none of ${ORD_TYPES.join(', ')}`);
  const timeInForce = oneOf(TIMES_IN_FORCE, { '': 'DAY' }, input.timeInForce ?? 'DAY');
  if (timeInForce === null)
    defect('timeInForce', input.timeInForce ?? '', `is none of ${TIMES_IN_FORCE.join(', ')}`);
  const clOrdId = input.clOrdId?.trim() ?? '';
  return {
    clOrdId: clOrdId === '' ? defaults.clOrdId : (clOrdId as ClOrdId),
    account: input.account.trim() as AccountId,
    symbol: input.symbol.trim().toUpperCase() as SymbolId,
    side: side ?? 'BUY',
    orderQty: typeof quantity === 'number' ? quantity : (0 as Quantity),
    ordType: ordType ?? 'MARKET',
    price: decimal('price', input.price),
    stopPx: decimal('stopPx', input.stopPx),
    timeInForce: timeInForce ?? ('DAY' satisfies TimeInForce),
    trader: (input.trader ?? '').trim() as TraderId | '',
    strategy: (input.strategy ?? '').trim() as StrategyId | '',
    transactTime: input.transactTime === undefined ? defaults.transactTime : (input.transactTime as EpochMs),
    defects,
  };
}

/** The ClOrdID of a send without one follows from its key's hash, so that a retry is the same ticket. */
export const deriveClOrdId = (hash: string): ClOrdId => `T-${hash.slice(0, 12)}` as ClOrdId;

function oneOf<T extends string>(
  values: readonly T[],
  aliases: Readonly<Record<string, T>>,
  text: string,
): T | null {
  const wanted = text.trim().toUpperCase();
  const known = values.find((value) => value === wanted || value.replace('_', ' ') === wanted);
  return known ?? (Object.hasOwn(aliases, wanted) ? (aliases[wanted] ?? null) : null);
}
