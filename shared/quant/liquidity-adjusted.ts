/**
 * What a position's one-day loss grows by when it is sold in equal parts, one a day over n days:
 * sqrt((n+1)(2n+1)/(6n)), n the days rounded up and at least 1. One day gives 1; many, sqrt(n/3).
 * @source P. Jorion, Value at Risk, 3rd ed., chapter 13; J. Hull, Risk Management and Financial Institutions,
 * liquidity-adjusted VaR.
 */
export function liquidationMultiplier(days: number): number {
  const n = Math.max(1, Math.ceil(days));
  return Math.sqrt(((n + 1) * (2 * n + 1)) / (6 * n));
}

/** Relative spreads (ask-bid)/mid: their mean and deviation. */
export interface SpreadStatistics {
  readonly mean: number;
  readonly stdDev: number;
}

/**
 * Exogenous cost of liquidity of a position: |value| (mean + a*stdDev)/2, half a stressed relative spread, money.
 * Added to the VaR of the mid. `a` is 2 to 4.5 for how skewed spreads are; 3 is usual.
 * @source A. Bangia, F. Diebold, T. Schuermann, J. Stroughair, Modeling Liquidity Risk, Risk 12 (1999).
 */
export function spreadCost(value: number, { mean, stdDev }: SpreadStatistics, a = 3): number {
  return (Math.abs(value) * (mean + a * stdDev)) / 2;
}
