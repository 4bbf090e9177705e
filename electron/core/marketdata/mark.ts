import type { Price } from '#shared/domain/decimal.ts';
import type { EpochMs, SymbolId } from '#shared/domain/ids.ts';

/** The latest known price of a symbol and when it was observed. */
export interface Mark {
  readonly symbol: SymbolId;
  readonly price: Price;
  readonly at: EpochMs;
}
