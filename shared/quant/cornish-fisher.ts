import { computeMoments } from './moments.ts';
import { inverseNormalCdf } from './normal.ts';

/**
 * The normal quantile z corrected for skewness S and excess kurtosis K:
 * z + (z^2-1)S/6 + (z^3-3z)K/24 - (2z^3-5z)S^2/36. It is not monotone in z for strong S or K.
 * @source E. Cornish, R. Fisher (1937); L. Favre, J.-A. Galeano, Mean-Modified Value-at-Risk (2002).
 */
export function cornishFisherQuantile(z: number, skewness: number, excessKurtosis: number): number {
  const z3 = z * z * z;
  return (
    z +
    ((z * z - 1) * skewness) / 6 +
    ((z3 - 3 * z) * excessKurtosis) / 24 -
    ((2 * z3 - 5 * z) * skewness * skewness) / 36
  );
}

/**
 * Cornish-Fisher VaR of a scenario P&L vector, in its money and at its horizon: -z_cf * sd, z at 1 - confidence.
 * Zero mean; sd with ddof 1; skewness and excess kurtosis are population moments of the P&L. A loss is positive.
 * Null below two scenarios; 0 when every scenario is the same (no dispersion, as the parametric VaR).
 */
export function computeCornishFisherVar(pnl: Float64Array, confidence: number): number | null {
  const moments = computeMoments(pnl);
  if (moments === null || moments.stdDev === null) return null;
  const { stdDev, skewness, excessKurtosis } = moments;
  if (skewness === null || excessKurtosis === null) return 0;
  return 0 - cornishFisherQuantile(inverseNormalCdf(1 - confidence), skewness, excessKurtosis) * stdDev;
}
