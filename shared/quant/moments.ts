export interface Moments {
  readonly mean: number;
  /** ddof 1; null below two values. */
  readonly stdDev: number | null;
  /** Population skewness m3/m2^1.5; null when all values are equal. */
  readonly skewness: number | null;
  /** Population excess kurtosis m4/m2^2 - 3; null when all values are equal. */
  readonly excessKurtosis: number | null;
}

/** Arithmetic mean of x[offset .. offset + count); NaN for a count of 0. */
export function meanOf(x: Float64Array, offset = 0, count = x.length): number {
  let sum = 0;
  for (let t = 0; t < count; t++) sum += x[offset + t] as number;
  return sum / count;
}

/**
 * Sample standard deviation (ddof 1, mean removed, two passes) of x[offset .. offset + count).
 * Null below two values; a constant series gives 0.
 */
export function sampleStdDev(x: Float64Array, offset = 0, count = x.length): number | null {
  const variance = sampleVariance(x, offset, count);
  return variance === null ? null : Math.sqrt(variance);
}

/** The square of `sampleStdDev`. */
export function sampleVariance(x: Float64Array, offset = 0, count = x.length): number | null {
  if (count < 2) return null;
  const mean = meanOf(x, offset, count);
  let squares = 0;
  for (let t = 0; t < count; t++) {
    const deviation = (x[offset + t] as number) - mean;
    squares += deviation * deviation;
  }
  return squares / (count - 1);
}

/**
 * Mean, ddof-1 standard deviation, population skewness and population excess kurtosis of a series; two passes.
 * Null for an empty series. Annualises nothing. NaN in, NaN out.
 */
export function computeMoments(x: Float64Array): Moments | null {
  const T = x.length;
  if (T === 0) return null;
  const mean = meanOf(x);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let t = 0; t < T; t++) {
    const deviation = (x[t] as number) - mean;
    const square = deviation * deviation;
    second += square;
    third += square * deviation;
    fourth += square * square;
  }
  const m2 = second / T;
  const flat = isFlat(x) || m2 * m2 === 0;
  return {
    mean,
    stdDev: T < 2 ? null : Math.sqrt(second / (T - 1)),
    skewness: flat ? null : third / T / (m2 * Math.sqrt(m2)),
    excessKurtosis: flat ? null : fourth / T / (m2 * m2) - 3,
  };
}

/** Equality of the values decides, not m2: the rounded mean of equal values may leave a dust of variance. */
function isFlat(x: Float64Array): boolean {
  for (let t = 1; t < x.length; t++) if (x[t] !== x[0]) return false;
  return true;
}
