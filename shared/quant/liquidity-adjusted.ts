import { bookStdDev, type CovarianceFactor } from './covariance.ts';
import { parametricVar } from './parametric.ts';

/** Relative spreads (ask-bid)/mid: their mean and deviation. */
export interface SpreadStatistics {
  readonly mean: number;
  readonly stdDev: number;
}

export interface LiquidityAdjustedVar {
  /** Parametric VaR over the days it takes to sell each position, money; null when one has no volume. */
  readonly timeToSell: number | null;
  /** Half the stressed spread of every position, money; null when one has no spread. */
  readonly spreadCost: number | null;
  /** Both; null when either is. */
  readonly valueAtRisk: number | null;
}

/** One entry a position: e in money, days to liquidate and spread; null where not known. */
export interface LiquidityAdjustment {
  readonly book: Float64Array;
  readonly days: readonly (number | null)[];
  readonly spreads: readonly (SpreadStatistics | null)[];
}

/**
 * VaR of a book that is sold at its own pace instead of at once, from one-session covariances, whatever the horizon
 * of the report: z times the deviation of e_i * m_i, m_i the `liquidationMultiplier` of its days, plus the
 * `spreadCost` of every position. Without a covariance the first is null.
 */
export function computeLiquidityAdjustedVar(
  factor: CovarianceFactor | null,
  { book, days, spreads }: LiquidityAdjustment,
  confidence: number,
): LiquidityAdjustedVar {
  const isSellable = factor !== null && !days.includes(null);
  const stretched = book.map((value, i) => value * liquidationMultiplier(days[i] ?? 0));
  const timeToSell = isSellable ? parametricVar(bookStdDev(factor, stretched), confidence) : null;
  let spreadCosts = 0;
  for (const [i, spread] of spreads.entries()) {
    spreadCosts += spread === null ? NaN : spreadCost(book[i] as number, spread);
  }
  const isQuoted = !Number.isNaN(spreadCosts);
  return {
    timeToSell,
    spreadCost: isQuoted ? spreadCosts : null,
    valueAtRisk: timeToSell === null || !isQuoted ? null : timeToSell + spreadCosts,
  };
}

/**
 * What a position's one-day loss grows by when it is sold in equal parts, one a day over n days:
 * sqrt((n+1)(2n+1)/(6n)), n the days rounded up and at least 1. One day gives 1; many, sqrt(n/3).
 * @source P. Jorion, Value at Risk, 3rd ed., chapter 13, uniform liquidation.
 */
export function liquidationMultiplier(days: number): number {
  const n = Math.max(1, Math.ceil(days));
  return Math.sqrt(((n + 1) * (2 * n + 1)) / (6 * n));
}

/**
 * Exogenous cost of liquidity of a position: |value| (mean + a*stdDev)/2, half a stressed relative spread, money.
 * Added to the VaR of the mid. `a` is 2 to 4.5 for how skewed spreads are; 3 is usual.
 * @source A. Bangia, F. Diebold, T. Schuermann, J. Stroughair, Modeling Liquidity Risk, Risk 12 (1999).
 */
export function spreadCost(value: number, { mean, stdDev }: SpreadStatistics, a = 3): number {
  return (Math.abs(value) * (mean + a * stdDev)) / 2;
}
