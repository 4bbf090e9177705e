import type { Price, Quantity } from './decimal.ts';
import type { EpochMs, SymbolId } from './ids.ts';

/**
 * What a market showed of one symbol at one instant: both sides of a quote, a trade, or all three. Prices are positive
 * and the bid is not above the ask; at least one of quote and trade is there.
 */
export interface Quote {
  readonly symbol: SymbolId;
  readonly at: EpochMs;
  /** Both or neither. */
  readonly bid: Price | null;
  readonly ask: Price | null;
  readonly last: Price | null;
  readonly bidSize: Quantity | null;
  readonly askSize: Quantity | null;
}

/** How much of a factor one unit of money in a symbol is: a beta of 1.2, a momentum of -0.3. */
export interface FactorLoading {
  readonly symbol: SymbolId;
  readonly factor: string;
  readonly loading: number;
}

/** The reference price of a quote: its mid, half a unit of the price scale rounded to the even one; else its trade. */
export function referencePriceOf({ bid, ask, last }: Pick<Quote, 'bid' | 'ask' | 'last'>): Price | null {
  if (bid === null || ask === null) return last;
  // The gap is a whole number, so that nothing is lost where bid + ask would be beyond 2^53.
  const gap = ask - bid;
  const low = bid + Math.floor(gap / 2);
  return (gap % 2 === 0 || low % 2 === 0 ? low : low + 1) as Price;
}
