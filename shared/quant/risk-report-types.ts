import type { ShortHistoryPolicy } from './aligned-returns.ts';
import type { BookBacktest } from './book-backtest.ts';
import type { BookLiquidity } from './book-liquidity.ts';
import type { CovarianceSpectrum } from './covariance-spectrum.ts';
import type { CovarianceMethod } from './covariance.ts';
import type { SectorExposure } from './exposure.ts';
import type { LiquidityAdjustedVar, SpreadStatistics } from './liquidity-adjusted.ts';
import type { MonteCarloOptions, MonteCarloRisk } from './monte-carlo.ts';

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
  /** How the returns were filled, for the report to say. */
  readonly missing: ShortHistoryPolicy;
  /** Null: no simulation. */
  readonly monteCarlo: MonteCarloOptions | null;
  /** Whether the eigenvalues of the covariance are wanted, which cost min(symbols, T)^3. */
  readonly spectrum: boolean;
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
  /** Dates of the T+1 closes the returns are made of, oldest first. */
  readonly closeDates: readonly string[];
  /** Returns of the window that each symbol lacks, whatever they were filled with. */
  readonly missing: ArrayLike<number>;
  /** Symbols without returns: their rows are ignored, their exposure counts, their statistics are null. */
  readonly excluded?: readonly boolean[] | undefined;
  /** T returns of the index, or null without one: every beta is null then. */
  readonly indexReturns: Float64Array | null;
  /** Volumes of each symbol up to as-of, oldest first; the last 20 are used, fewer give nulls. */
  readonly volumes: readonly ArrayLike<number>[];
  /** Relative spread of each symbol, null where it is not known. */
  readonly spreads: readonly (SpreadStatistics | null)[];
  /** Returns over a longer past, symbols*T, for the backtest; null: none is wanted. */
  readonly past: { readonly returns: Float64Array; readonly T: number } | null;
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
  readonly impactCost: number | null;
  /** Returns of the window it lacks. */
  readonly missingReturns: number;
  /** Parametric VaR of the position alone, at the horizon. */
  readonly standaloneVar: number | null;
  readonly marginalVar: number | null;
  readonly componentVar: number | null;
  readonly incrementalVar: number | null;
  readonly componentEs: number | null;
}

/** `fraction` of a book that is long only and never worth 0 or less. */
export interface ReportedDrawdown {
  readonly amount: number;
  readonly peakDate: string;
  readonly troughDate: string;
  readonly fraction: {
    readonly amount: number;
    readonly peakDate: string;
    readonly troughDate: string;
  } | null;
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
  /** 1/hhiGross: as many equal positions are as concentrated. Null for an empty book. */
  readonly effectivePositions: number | null;
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
  /** Sum of the stand-alone VaRs: what the VaR would be without diversification. */
  readonly undiversifiedVar: number | null;
  /** At the horizon by sqrt-time; null when none was asked for. */
  readonly monteCarlo: MonteCarloRisk | null;
  readonly liquidity: BookLiquidity;
  readonly liquidityAdjusted: LiquidityAdjustedVar;
  /**
   * Of the quantities of today along the window's returns, without cash and at today's fx: over its T+1 closes, less the
   * sessions that a gap took out of the window.
   */
  readonly drawdown: ReportedDrawdown | null;
  /** Null when none was asked for, or the past is not longer than the window. */
  readonly backtest: BookBacktest | null;
  /** Null when it was not asked for. */
  readonly covariance: CovarianceSpectrum | null;
  /** How symbols with too little history were treated; `missingReturns` says which. */
  readonly missing: ShortHistoryPolicy;
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
