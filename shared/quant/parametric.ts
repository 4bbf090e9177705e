import { inverseNormalCdf, normalPdf } from './normal.ts';

/**
 * Parametric VaR z_c * sigma in the money of sigma: normal, zero mean, at the horizon of sigma. A loss is positive.
 * `confidence` in (0, 1), 0.99 for 99 %.
 */
export function parametricVar(sigma: number, confidence: number): number {
  return inverseNormalCdf(confidence) * sigma;
}

/**
 * Parametric expected shortfall sigma * phi(z_c) / (1 - c): normal, zero mean, at the horizon of sigma.
 * Never below the parametric VaR. A loss is positive.
 */
export function parametricShortfall(sigma: number, confidence: number): number {
  return (sigma * normalPdf(inverseNormalCdf(confidence))) / (1 - confidence);
}
