import { computeHistoricalRisk } from './historical.ts';
import { sampleStdDev } from './moments.ts';
import { inverseNormalCdf } from './normal.ts';

/**
 * VaR forecasts of the sessions from `window` on, length T - window, each from the `window` P&L before it and nothing
 * later: historical and its expected shortfall as `computeHistoricalRisk`, parametric z times the sample deviation (zero
 * mean). window >= 2.
 */
export function rollingVarForecasts(
  pnl: Float64Array,
  window: number,
  confidence: number,
): {
  readonly historical: Float64Array;
  readonly shortfall: Float64Array;
  readonly parametric: Float64Array;
} {
  const count = Math.max(0, pnl.length - window);
  const historical = new Float64Array(count);
  const shortfall = new Float64Array(count);
  const parametric = new Float64Array(count);
  const z = inverseNormalCdf(confidence);
  for (let t = 0; t < count; t++) {
    const before = pnl.subarray(t, t + window);
    const risk = computeHistoricalRisk(before, confidence);
    historical[t] = risk?.valueAtRisk ?? NaN;
    shortfall[t] = risk?.expectedShortfall ?? NaN;
    parametric[t] = z * (sampleStdDev(before) ?? NaN);
  }
  return { historical, shortfall, parametric };
}
