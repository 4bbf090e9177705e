import type { Side } from '#shared/domain/ticket.ts';

/** Shares of one side, a whole number of lots. */
export interface TradePart {
  readonly side: Side;
  readonly shares: number;
}

/**
 * The orders that make a trade (shares, signed, whole lots) of what is held: what closes a position apart from what opens
 * one on the other side, which for a sale is a short sale. Of an odd lot that is held only the whole lots close.
 */
export function splitTrade(held: number, trade: number, lot: number): TradePart[] {
  const shares = Math.abs(trade);
  const isClosing = held * trade < 0;
  const closing = isClosing ? Math.min(shares, Math.floor(Math.abs(held) / lot) * lot) : 0;
  const parts: TradePart[] = [
    { side: trade > 0 ? 'BUY' : 'SELL', shares: closing },
    { side: trade > 0 ? 'BUY' : 'SELL_SHORT', shares: shares - closing },
  ];
  return parts.filter((part) => part.shares > 0);
}
