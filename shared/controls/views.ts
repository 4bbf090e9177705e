import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { FxRate, Money, Price } from '#shared/domain/decimal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/reference.ts';
import type { MarginRates } from './margin.ts';
import type { UnitValue } from '#shared/domain/valuation.ts';

/** How instruments are grouped; a book keeps the sums of every group. A grouping is named by its place here. */
export const GROUPINGS = ['SECTOR', 'ISSUER', 'COUNTRY', 'CURRENCY', 'ASSET_CLASS'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A day of quotes: UTC days since 1970. */
export const QUOTE_DAY_MS = 86_400_000;
/** Days before the desk clock's own whose quotes count where that has none. */
export const QUOTE_DAYS = 5;

/** The two-sided quotes of one symbol on one UTC day, summed exactly, and the same as float64. Scaled prices. */
export interface QuoteDay {
  readonly day: number;
  readonly count: number;
  /** Sum of ask - bid, and of bid + ask. */
  readonly spreads: bigint;
  readonly sides: bigint;
  readonly spreadsNear: number;
  readonly sidesNear: number;
}

/** What the checks read of the quotes of one symbol up to the desk clock. */
export interface QuoteView {
  /** The latest with both sides; null: none. */
  readonly lastTwoSided: { readonly at: EpochMs; readonly bid: Price; readonly ask: Price } | null;
  /** At least those of the last QUOTE_DAYS days and of the desk clock's own. */
  readonly days: readonly QuoteDay[];
}

/** An instrument as the checks read it: dense ids, its mark, and the statistics of its recent volume. */
export interface InstrumentView {
  readonly id: number;
  readonly instrument: Instrument;
  /** False when only a position names the symbol: it is in the book but not in the security master. */
  readonly known: boolean;
  /** Id of its group by place in GROUPINGS; -1: it has none. */
  readonly groupIds: readonly number[];
  /** Ids of the regions its country is in. */
  readonly regionIds: readonly number[];
  /** Latest mark up to the desk clock; null: never marked. */
  readonly price: Price | null;
  readonly priceAt: EpochMs | null;
  /** Base currency per unit of the instrument's; null when no rate is known. */
  readonly fx: FxRate | null;
  /** null when price or fx is missing; `missing` says which. */
  readonly unit: UnitValue | null;
  readonly missing: 'price' | 'fx' | null;
  /** `unit.approximate`: minor units per scaled quantity unit; NaN without a unit value. */
  readonly unitMoney: number;
  /** Scaled lot size. */
  readonly lot: number;
  /** Base currency (major units) per share, float64; NaN without a unit value. */
  readonly shareMoney: number;
  /** Sum of the volumes of the last bars (at most 20) in units of `volumeUnit`; NaN when one of them is missing. */
  readonly volumeSum: number;
  /** Scaled quantity of one unit of volumeSum: a whole share, or 1 where a volume is not whole. */
  readonly volumeUnit: number;
  readonly volumeBars: number;
  readonly quotes: QuoteView;
}

/**
 * Sums over the symbols of a book that are linear in the money w in each of them, one a line: the loadings of a factor,
 * the betas, the losses of a stress scenario. A long and a short may count differently (what it costs to sell them).
 */
export interface ExposureSet {
  /** What each line is called. */
  readonly lines: readonly string[];
  /** Instrument-major, id * lines + line: what a unit of w > 0, and of w < 0, adds to the line; 0 where not known. */
  readonly ofLongs: Float64Array;
  readonly ofShorts: Float64Array;
  /** 1 where the number of the instrument is not known; laid out the same. */
  readonly unknown: Uint8Array;
  /** Ids of the instruments whose numbers come from returns that were filled with the index's. */
  readonly proxied: readonly number[];
  /** Ids of those that an assumption of the set itself stands in for. */
  readonly assumed: readonly number[];
}

/** The sums of one book over one set, base currency: a function of what the book holds, bit for bit. */
export interface BookExposures {
  /** The line's sum with `net` scaled quantity of the instrument in place of what the book holds of it. */
  sumWith(line: number, instrument: InstrumentView, net: number): number;
  /** The line whose sum that makes the largest, the first of equals; -1: a number of some line is not known. */
  largestWith(instrument: InstrumentView, net: number): number;
  /** Symbols with w not zero whose number is not known. */
  unknown(line: number): number;
  /** Name of one of them. */
  firstUnknown(line: number): string;
  /** Names of those of `ids` with w not zero. */
  namesOf(ids: readonly number[]): string[];
}

/** Returns of every instrument over one window of one index's calendar, gaps filled by one policy. */
export interface ScenarioSet {
  readonly key: string;
  readonly index: string;
  /** Sessions asked for. */
  readonly window: number;
  /** Sessions there are; fewer than asked for means the statistics are undetermined. */
  readonly T: number;
  /** Symbol-major, instrument id * T + t; gaps filled. */
  readonly returns: Float64Array;
  /** The index's own returns of the window, NaN where missing. */
  readonly indexReturns: Float64Array;
  /** RETURN_STATISTICS numbers an instrument, from id * RETURN_STATISTICS, laid out as RETURN_STATISTIC says. */
  readonly statistics: Float64Array;
  readonly policy: 'proxy' | 'zero' | 'refuse';
  /** How many of the largest losses the limits on it need; grows when a limit needs more. */
  readonly tail: number;
  /** Ids of the instruments with a missing return. */
  readonly incomplete: readonly number[];
  /** False when the index itself lacks a return in the window. */
  readonly indexComplete: boolean;
  readonly correlations: Correlations;
}

/** Correlations of instruments over the filled returns of a scenario set. */
export interface Correlations {
  readonly T: number;
  /** Symbol-major rows whose dot product is the correlation; NaN for one that is not defined. */
  readonly standardised: Float64Array;
  /** False for an instrument whose returns do not vary: it correlates with nothing. */
  isDefined(id: number): boolean;
  /** Ids of the instruments whose correlation with `id` is at least rho; its own among them. */
  atLeast(id: number, rho: number): Int32Array;
}

/** What is known of one instrument's returns in a window. */
export const RETURN_STATISTIC = {
  /** Largest magnitude among the returns as filled. */
  peak: 0,
  /** Sample variance (ddof 1) of the returns as filled. */
  variance: 1,
  /** Returns that are missing. */
  missing: 2,
  /** Sample deviation (ddof 1) of the returns that are not; NaN with fewer than 20. */
  stdDev: 3,
} as const;
export const RETURN_STATISTICS = 4;

/** One statistic of one instrument's returns in a window. */
export const returnStatistic = (
  { statistics }: ScenarioSet,
  instrumentId: number,
  name: keyof typeof RETURN_STATISTIC,
): number => statistics[instrumentId * RETURN_STATISTICS + RETURN_STATISTIC[name]] as number;

/** One scope's book under one scenario set: p = sum of w*r over the symbols with every working order filled. */
export interface BookScenario {
  readonly set: ScenarioSet;
  readonly p: Float64Array;
  /** Sample variance of p. */
  readonly variance: number;
  /** Sample covariance (ddof 1) of p with the returns of an instrument. */
  covarianceWith(instrumentId: number): number;
  /** The losses of p, largest first, and the scenario of each. */
  readonly losses: Float64Array;
  readonly order: Int32Array;
  /** A symbol with w != 0 and a missing return; '' when there is none. */
  firstMissing(): string;
  /** Symbols with w != 0 and a missing return. */
  proxied(): readonly string[];
}

/** One scope's book under the correlations of one scenario set; symbols weigh by their worst-case value. */
export interface BookCorrelation {
  /** Symbols in the book whose correlations are not defined. */
  readonly undefinedCount: number;
  /** Id of one of them; -1: none. */
  firstUndefined(): number;
  /** Sum over the book of value times correlation with an instrument, base currency. */
  sumWith(id: number): number;
  /** Worst-case values of the other symbols whose correlation with an instrument is at least rho, minor units. */
  othersAtLeast(id: number, rho: number): number;
}

/** Sums over the symbols of one group (a sector, an issuer, a region) of one book, minor units. */
export interface GroupSums {
  readonly gross: number;
  readonly netLong: number;
  readonly netShort: number;
  /** Symbols of the group in the book without a unit value. */
  readonly unmarked: number;
}

/** Filled and working quantity of one symbol in one book (scaled), and what they are worth (minor units). */
export interface SymbolCells {
  readonly quantity: number;
  readonly workingBuy: number;
  readonly workingSell: number;
  /** Values of q+WB and of q-WS, and the larger magnitude; 0 without a unit value. */
  readonly longValue: number;
  readonly shortValue: number;
  readonly absValue: number;
}

/** Where each of SymbolCells lies in a symbol's cells. */
export const CELL = {
  quantity: 0,
  workingBuy: 1,
  workingSell: 2,
  longValue: 3,
  shortValue: 4,
  absValue: 5,
} as const satisfies Record<keyof SymbolCells, number>;

/** Cells a symbol has in a book: eight numbers are one line of the processor's cache. */
export const CELLS = 8;

/**
 * The book of one scope: quantities and values by instrument id, exact integers, and the sums of controls.md section 1,
 * kept up to date on every change. Money in minor units.
 */
export interface BookView {
  /** CELLS numbers a symbol, from instrument id * CELLS, laid out as CELL says. */
  readonly cells: Float64Array;
  /** Counts changes of anything in the book. */
  readonly version: number;
  readonly gross: number;
  readonly netLong: number;
  readonly netShort: number;
  /** Symbols with q+WB or q-WS not zero. */
  readonly symbolCount: number;
  /** Symbols in the book without a unit value; any makes the sums undetermined. */
  readonly unmarked: number;
  /** Those of them with q+WB-WS not zero: any makes the statistics undetermined. */
  readonly unmarkedNet: number;
  /** Sum of squares of absValue, exact, and as float64. */
  readonly sumSquares: bigint;
  readonly sumSquaresValue: number;
  /** cash + sum of value(q); null when a held symbol has no unit value. */
  readonly nav: Money | null;
  /** The same where it is above 0, else NaN: what a ratio to NAV divides by. */
  readonly navAbove0: number;
  /** What losses are measured from; null: never recorded. */
  readonly marks: NavMarks | null;
  /** When the oldest mark of a symbol in the book was observed; null when none has one. */
  readonly marksAsOf: EpochMs | null;
  /** Sums of one group of a grouping (its place in GROUPINGS), in an object that the next call fills again. */
  group(grouping: number, id: number): GroupSums;
  region(id: number): GroupSums;
  /** Sum of `marginOf` over the symbols of the book; one that is not exact is beyond 2^53. */
  margin(rates: MarginRates): number;
  /** Name of a symbol in the book that has no unit value. */
  firstUnmarked(): string;
  /** Sum of the `count` largest absValue with the one of `instrumentId` replaced by `value`. */
  topSum(count: number, instrumentId: number, value: number): number;
  scenario(set: ScenarioSet): BookScenario;
  exposures(set: ExposureSet): BookExposures;
  correlation(set: ScenarioSet): BookCorrelation;
  /** Name of the instrument of an id. */
  symbolOf(id: number): string;
}
