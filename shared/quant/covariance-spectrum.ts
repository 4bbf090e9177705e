import type { CovarianceFactor } from './covariance.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** How near a covariance is to singular. It is never indefinite: it is a sum of squares. */
export interface CovarianceSpectrum {
  readonly symbols: number;
  /** Eigenvalues above rounding: fewer than the symbols means singular, a book without variance that is not empty. */
  readonly rank: number;
  readonly smallest: number;
  readonly largest: number;
}

/**
 * The extreme eigenvalues and the rank of XX' + ridge*I, from the smaller of XX' and X'X, which share them: at most
 * T*T of it is formed. Eigenvalues up to max(symbols, T) * 2^-52 of the largest count as 0.
 * Null without symbols or with returns that are not finite.
 */
export function computeCovarianceSpectrum(factor: CovarianceFactor): CovarianceSpectrum | null {
  const { symbols, T, ridge } = factor;
  const eigen = symmetricEigen(smallerGram(factor), Math.min(symbols, T));
  if (symbols === 0 || T === 0 || eigen === null) return null;
  const { values } = eigen;
  const largest = values.at(-1) as number;
  const dust = Math.max(symbols, T) * Number.EPSILON * (largest + ridge);
  const rank = values.filter((value) => value + ridge > dust).length;
  const others = symbols > T && ridge > dust ? symbols - T : 0;
  const smallest = symbols > T ? 0 : Math.max(0, values[0] as number);
  return { symbols, rank: rank + others, smallest: smallest + ridge, largest: largest + ridge };
}

function smallerGram({ symbols, T, scaled }: CovarianceFactor): Float64Array {
  const bySymbol = symbols <= T;
  const [n, length] = bySymbol ? [symbols, T] : [T, symbols];
  const rows = bySymbol ? scaled : transposed(scaled, symbols, T);
  const out = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let i = 0; i < length; i++) {
        product += (rows[a * length + i] as number) * (rows[b * length + i] as number);
      }
      out[a * n + b] = product;
      out[b * n + a] = product;
    }
  }
  return out;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j] as number;
  }
  return out;
}
