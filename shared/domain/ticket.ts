import type { Price, Quantity } from './decimal.ts';
import type { AccountId, ClOrdId, EpochMs, StrategyId, SymbolId, TraderId } from './ids.ts';

/** FIX 54. */
export const SIDES = ['BUY', 'SELL', 'SELL_SHORT'] as const;
export type Side = (typeof SIDES)[number];
/** FIX 40. */
export const ORD_TYPES = ['MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT'] as const;
export type OrdType = (typeof ORD_TYPES)[number];
/** FIX 59. */
export const TIMES_IN_FORCE = ['DAY', 'GTC', 'IOC', 'FOK', 'OPG', 'CLS'] as const;
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];

/** A field of a ticket that could not be read; the ticket is still decided, as ORDER_INVALID. */
export interface TicketDefect {
  readonly field:
    'side' | 'orderQty' | 'ordType' | 'price' | 'stopPx' | 'timeInForce' | 'transactTime' | 'row';
  readonly value: string;
  readonly problem: string;
}

/** One order a trader wants to send (FIX names). A field named in `defects` holds its neutral value (0, null, BUY). */
export interface Ticket {
  readonly clOrdId: ClOrdId;
  readonly account: AccountId;
  readonly symbol: SymbolId;
  readonly side: Side;
  readonly orderQty: Quantity;
  readonly ordType: OrdType;
  readonly price: Price | null;
  readonly stopPx: Price | null;
  readonly timeInForce: TimeInForce;
  /** Empty when the ticket names none; no trader- or strategy-level limit applies then. */
  readonly trader: TraderId | '';
  readonly strategy: StrategyId | '';
  readonly transactTime: EpochMs | null;
  readonly defects: readonly TicketDefect[];
}

/** +1 for a BUY, -1 for SELL and SELL_SHORT. */
export const directionOf = (side: Side): 1 | -1 => (side === 'BUY' ? 1 : -1);

/**
 * A ticket's life at the desk, as it is recorded (FIX 39). Denied is ours; rejected is the venue's. A draft, its preview
 * and a warning that waits for its acknowledgement live in the client and have no state here.
 */
export const TICKET_STATES = [
  'DENIED',
  'SENT',
  'PARTIALLY_FILLED',
  'FILLED',
  'CANCELLED',
  'EXPIRED',
  'REPLACED',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What of a ticket that went says which order it is, of whom, and for how much. */
export type SentOrder = Pick<
  Ticket,
  | 'clOrdId'
  | 'account'
  | 'symbol'
  | 'side'
  | 'orderQty'
  | 'ordType'
  | 'price'
  | 'stopPx'
  | 'trader'
  | 'strategy'
>;
