import { symmetricEigen } from './symmetric-eigen.ts';

export interface RepairedCovariance {
  /** Positive semi-definite but for rounding, the variances as given; the given matrix itself when none was repaired. */
  readonly matrix: Float64Array;
  /** Negative eigenvalues of the correlation that were set to 0. */
  readonly repaired: number;
  /** Smallest eigenvalue of the correlation as given. */
  readonly smallest: number;
  /** Largest change of a correlation; 0 when none was repaired. */
  readonly largestChange: number;
}

/**
 * Makes a symmetric covariance matrix (row-major n*n) positive semi-definite: negative eigenvalues of its correlation
 * are set to 0 and the rows of its root scaled back to the variances. A singular matrix is left as it is.
 * Symbols without variance keep none and get no covariance. Eigenvalues above -n * 2^-52 of the largest are rounding.
 * Null for a negative variance or an entry that is not finite: that is no covariance, and nothing is made up for it.
 * @source R. Rebonato, P. Jaeckel, The Most General Methodology to Create a Valid Correlation Matrix (1999), spectral.
 */
export function repairCovariance(matrix: Float64Array, n: number): RepairedCovariance | null {
  const deviations = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i] as number));
  const isFinite = (value: number): boolean => Number.isFinite(value);
  if (!matrix.every(isFinite) || !deviations.every(isFinite)) return null;
  const correlation = correlationOf(matrix, n, deviations);
  const eigen = symmetricEigen(correlation, n);
  if (eigen === null) return null;
  const { values, vectors } = eigen;
  const dust = n * Number.EPSILON * (values.at(-1) ?? 0);
  const repaired = values.filter((value) => value < -dust).length;
  const smallest = values[0] ?? 0;
  if (repaired === 0) return { matrix, repaired, smallest, largestChange: 0 };
  const out = new Float64Array(n * n);
  let largestChange = 0;
  const root = unitRows(values, vectors, n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let value = 0;
      for (let j = 0; j < n; j++) value += (root[a * n + j] as number) * (root[b * n + j] as number);
      if (a === b) value = 1;
      largestChange = Math.max(largestChange, Math.abs(value - (correlation[a * n + b] as number)));
      const covariance = value * (deviations[a] as number) * (deviations[b] as number);
      out[a * n + b] = a === b ? (matrix[a * n + a] as number) : covariance;
      out[b * n + a] = out[a * n + b] as number;
    }
  }
  return { matrix: out, repaired, smallest, largestChange };
}

/** Ones on the diagonal; 0 elsewhere for a symbol without variance. */
function correlationOf(matrix: Float64Array, n: number, deviations: Float64Array): Float64Array {
  return matrix.map((value, at) => {
    const [a, b] = [Math.floor(at / n), at % n];
    const scale = (deviations[a] as number) * (deviations[b] as number);
    if (a === b) return 1;
    return scale > 0 ? value / scale : 0;
  });
}

/** V sqrt(max(values, 0)), each row scaled to length 1. */
function unitRows(values: Float64Array, vectors: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    let square = 0;
    for (let j = 0; j < n; j++) {
      const part = (vectors[j * n + a] as number) * Math.sqrt(Math.max(0, values[j] as number));
      out[a * n + j] = part;
      square += part * part;
    }
    const length = Math.sqrt(square);
    for (let j = 0; j < n; j++) out[a * n + j] = (out[a * n + j] as number) / length;
  }
  return out;
}
