import type { CovarianceMethod } from './covariance.ts';
import type { SectorExposure } from './exposure.ts';

export interface RiskReportOptions {
  /** In (0, 1): 0.99 is 99 %. */
  readonly confidence: number;
  /** Whole days, >= 1. Sigma stays one-day; VaR, ES and their parts are at the horizon. */
  readonly horizonDays: number;
  /** Historical figures from overlapping h-day returns instead of sqrt(h) times the one-day ones. */
  readonly overlapping: boolean;
  /** Covariance of the parametric figures, sigma included. */
  readonly method: CovarianceMethod;
  /** Share of the daily volume taken when liquidating, > 0: 0.2 is 20 %. */
  readonly participation: number;
}

/** One entry a symbol in every array, in one order. Symbols with a quantity of 0 are no positions and are left out. */
export interface RiskReportInput {
  readonly asOf: string;
  readonly symbols: readonly string[];
  readonly sectors: readonly (string | null)[];
  /** Signed shares. */
  readonly quantities: ArrayLike<number>;
  readonly prices: ArrayLike<number>;
  /** Base-currency value of one share: price*fx*multiplier; the price itself when absent. */
  readonly unitValues?: ArrayLike<number> | undefined;
  /** Base currency, default 0. */
  readonly cash?: number | undefined;
  /** Used instead of values + cash. */
  readonly nav?: number | undefined;
  /** One-day simple returns, symbol-major, symbols*T, oldest first, without gaps. */
  readonly returns: Float64Array;
  /** Returns in the window. */
  readonly T: number;
  /** Symbols without returns: their rows are ignored, their exposure counts, their statistics are null. */
  readonly excluded?: readonly boolean[] | undefined;
  /** T returns of the index, or null without one: every beta is null then. */
  readonly indexReturns: Float64Array | null;
  /** Volumes of each symbol up to as-of, oldest first; the last 20 are used, fewer give nulls. */
  readonly volumes: readonly ArrayLike<number>[];
  readonly options: RiskReportOptions;
}

export interface RiskReportEntry {
  readonly symbol: string;
  readonly quantity: number;
  readonly price: number;
  readonly value: number;
  readonly weightNav: number | null;
  readonly weightGross: number;
  readonly mean: number | null;
  readonly std: number | null;
  readonly beta: number | null;
  readonly adv20: number | null;
  readonly volumeQ25: number | null;
  readonly daysToLiquidate: number | null;
  readonly impactBps: number | null;
  readonly marginalVar: number | null;
  readonly componentVar: number | null;
  readonly incrementalVar: number | null;
  readonly componentEs: number | null;
}

/** The document of `risk --json`. Null: not defined by the data at hand; never NaN. */
export interface RiskReport {
  readonly asOf: string;
  readonly window: number;
  readonly confidence: number;
  readonly horizonDays: number;
  readonly method: CovarianceMethod;
  readonly nav: number;
  readonly cash: number;
  readonly long: number;
  readonly short: number;
  readonly gross: number;
  readonly net: number;
  readonly leverage: number | null;
  readonly hhiGross: number;
  readonly topGross: { readonly '1': number; readonly '5': number; readonly '10': number };
  readonly positions: number;
  readonly sectors: Readonly<Record<string, SectorExposure>>;
  readonly sigma: number | null;
  readonly var: {
    readonly parametric: number | null;
    readonly historical: number | null;
    readonly cornishFisher: number | null;
  };
  readonly es: { readonly parametric: number | null; readonly historical: number | null };
  readonly volAnnual: number | null;
  readonly beta: number | null;
  readonly bySymbol: readonly RiskReportEntry[];
}

/** `field` is the path of the input at fault, `position` the symbol's place in the arrays. */
export interface RiskReportProblem {
  readonly code: 'NOT_FINITE' | 'WRONG_LENGTH' | 'OUT_OF_RANGE';
  readonly field: string;
  readonly position?: number;
}

export type RiskReportResult =
  | { readonly ok: true; readonly value: RiskReport }
  | { readonly ok: false; readonly problem: RiskReportProblem };
