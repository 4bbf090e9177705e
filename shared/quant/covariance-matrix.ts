import type { CovarianceFactor } from './covariance.ts';

/**
 * The full covariance matrix of a factor: rows = cols = symbols, row-major, symmetric to the bit.
 */
export function covarianceMatrix(factor: CovarianceFactor): Float64Array {
  const { symbols, T, scaled, ridge } = factor;
  const out = new Float64Array(symbols * symbols);
  for (let a = 0; a < symbols; a++) {
    for (let b = 0; b <= a; b++) {
      let product = a === b ? ridge : 0;
      for (let t = 0; t < T; t++) product += (scaled[a * T + t] as number) * (scaled[b * T + t] as number);
      out[a * symbols + b] = product;
      out[b * symbols + a] = product;
    }
  }
  return out;
}

/**
 * The correlation matrix of a covariance matrix (rows = cols = symbols, row-major): 1 on the diagonal, within
 * [-1, 1] off it. A symbol without variance has no correlation: its entries are NaN, the diagonal too, for the
 * writer to leave empty.
 */
export function correlationMatrix(covariance: Float64Array, symbols: number): Float64Array {
  const out = new Float64Array(symbols * symbols);
  for (let a = 0; a < symbols; a++) {
    for (let b = 0; b < symbols; b++) {
      const scale = stdDevAt(covariance, symbols, a) * stdDevAt(covariance, symbols, b);
      const value = (covariance[a * symbols + b] as number) / scale;
      out[a * symbols + b] = scale > 0 ? (a === b ? 1 : Math.max(-1, Math.min(1, value))) : NaN;
    }
  }
  return out;
}

const stdDevAt = (covariance: Float64Array, symbols: number, s: number): number =>
  Math.sqrt(covariance[s * symbols + s] as number);
