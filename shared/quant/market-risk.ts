import { computeCornishFisherVar } from './cornish-fisher.ts';
import type { CovarianceFactor } from './covariance.ts';
import { componentShortfall, decomposeVar, scenarioPnl } from './decomposition.ts';
import { computeHistoricalRisk } from './historical.ts';
import { inverseNormalCdf } from './normal.ts';
import { computeOverlappingReturns } from './overlapping.ts';
import { parametricShortfall, parametricVar } from './parametric.ts';
import type { RiskReportOptions } from './risk-report-types.ts';

export interface ParametricRisk {
  /** One day, whatever the horizon. */
  readonly sigma: number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  /** z times the deviation of each position alone. */
  readonly standaloneVar: Float64Array;
  readonly marginalVar: Float64Array;
  readonly componentVar: Float64Array;
  readonly incrementalVar: Float64Array;
}

export interface HistoricalBookRisk {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly componentEs: Float64Array;
}

/**
 * Parametric VaR, ES and their decomposition for the book (money, one a symbol) under the covariance, scaled by
 * sqrt(horizonDays).
 */
export function computeParametricRisk(
  factor: CovarianceFactor,
  book: Float64Array,
  { confidence, horizonDays }: RiskReportOptions,
): ParametricRisk {
  const root = Math.sqrt(horizonDays);
  const parts = decomposeVar(factor, book, inverseNormalCdf(confidence) * root);
  return {
    sigma: parts.sigma,
    valueAtRisk: parametricVar(parts.sigma, confidence) * root,
    expectedShortfall: parametricShortfall(parts.sigma, confidence) * root,
    standaloneVar: parts.standalone,
    marginalVar: parts.marginal,
    componentVar: parts.component,
    incrementalVar: parts.incremental,
  };
}

/**
 * Historical VaR, ES and the ES by symbol at the horizon: sqrt(horizonDays) times the one-day figures, or those of
 * the overlapping h-day returns. Constant money exposures. Null without a scenario (T < h when overlapping).
 */
export function computeHistoricalBookRisk(
  returns: Float64Array,
  T: number,
  book: Float64Array,
  { confidence, horizonDays, overlapping }: RiskReportOptions,
): HistoricalBookRisk | null {
  const direct = overlapping && horizonDays > 1;
  const scenarios = direct ? Math.max(0, T - horizonDays + 1) : T;
  const used = direct ? computeOverlappingReturns(returns, book.length, T, horizonDays) : returns;
  const root = direct ? 1 : Math.sqrt(horizonDays);
  const risk = computeHistoricalRisk(scenarioPnl(used, scenarios, book), confidence);
  if (risk === null) return null;
  return {
    valueAtRisk: risk.valueAtRisk * root,
    expectedShortfall: risk.expectedShortfall * root,
    componentEs: componentShortfall(used, scenarios, book, risk.worst, risk.tail).map((part) => part * root),
  };
}

/** Cornish-Fisher VaR of the one-day scenario P&L, times sqrt(horizonDays). Null below two sessions. */
export function computeCornishFisherBookVar(
  returns: Float64Array,
  T: number,
  book: Float64Array,
  { confidence, horizonDays }: RiskReportOptions,
): number | null {
  const oneDay = computeCornishFisherVar(scenarioPnl(returns, T, book), confidence);
  return oneDay === null ? null : oneDay * Math.sqrt(horizonDays);
}
