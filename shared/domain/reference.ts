import type { FxRate, Money, Multiplier, Price, Quantity, Shares } from './decimal.ts';
import type { AccountId, Currency, DeskId, EpochMs, IsoDate, SymbolId } from './ids.ts';

/** A security-master row. Empty strings mean unknown; a group limit on an unknown group never matches. */
export interface Instrument {
  readonly symbol: SymbolId;
  readonly name: string;
  readonly issuer: string;
  readonly sector: string;
  readonly subIndustry: string;
  readonly country: string;
  readonly currency: Currency;
  readonly assetClass: string;
  readonly exchange: string;
  /** Order quantities are whole multiples of it; default 1 share. */
  readonly lotSize: Quantity;
  /** Order prices are whole multiples of it; null: any price of the price scale. */
  readonly tickSize: Price | null;
  readonly multiplier: Multiplier;
  /** Whole shares. */
  readonly sharesOutstanding: Shares | null;
}

export interface Account {
  readonly account: AccountId;
  readonly desk: DeskId;
  readonly baseCurrency: Currency;
  readonly cash: Money;
  readonly marginRateLong: number;
  readonly marginRateShort: number;
}

export interface Position {
  readonly account: AccountId;
  readonly symbol: SymbolId;
  /** Signed. */
  readonly quantity: Quantity;
  readonly avgPrice: Price | null;
}

export interface FxQuote {
  readonly currency: Currency;
  readonly date: IsoDate;
  /** Base currency per unit. */
  readonly rate: FxRate;
}

export const RESTRICTION_MODES = ['NO_TRADE', 'NO_OPEN', 'WARN'] as const;
export type RestrictionMode = (typeof RESTRICTION_MODES)[number];

export interface Restriction {
  /** Symbol or issuer; exactly one is set. */
  readonly symbol: SymbolId | null;
  readonly issuer: string | null;
  readonly mode: RestrictionMode;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly reason: string;
}

/** What a lender has set aside for an account to sell short, good to the end of the date `expires`. */
export interface Locate {
  readonly account: AccountId;
  readonly symbol: SymbolId;
  readonly quantity: Quantity;
  readonly expires: IsoDate;
}

export const TRADING_STATES = ['ACTIVE', 'REDUCING', 'HALTED'] as const;
export type TradingState = (typeof TRADING_STATES)[number];

/** LIVE follows the machine's clock; AS_OF is frozen. Ages and date windows are measured on it. */
export interface DeskClock {
  readonly mode: 'LIVE' | 'AS_OF';
  readonly now: EpochMs;
}
