import type { CovarianceFactor } from '../covariance.ts';

/** Passes over every name; each converges the better the less the names hedge each other. */
const MAX_PASSES = 5_000;
/** How far a name's part of the risk may be from its share. */
const TOLERANCE = 1e-10;

/**
 * The long book x > 0 (one entry a name, variance 1) in which every name has the same part of the risk,
 * x_i (Sx)_i = 1 / N to 1e-10: the minimum of x'Sx/2 - sum(ln x_i)/N, name by name in closed form. S is never formed:
 * a pass takes 4 N T multiplications. null when the parts have not become equal after 5,000 passes, which is so where
 * names hedge each other completely. A short side is a row of the factor with its sign turned.
 * @source T. Griveau-Billion, J.-C. Richard, T. Roncalli, A Fast Algorithm for Computing High-dimensional Risk Parity
 * Portfolios (2013); F. Spinu, An Algorithm for Computing Risk Parity Weights (2013), equation 2.
 */
export function solveEqualRisk(factor: CovarianceFactor): Float64Array | null {
  const { symbols, T, scaled, ridge } = factor;
  const variances = variancesOf(factor);
  if (symbols === 0 || !variances.every((variance) => variance > 0)) return null;
  const share = 1 / symbols;
  const x = variances.map((variance) => Math.sqrt(share / variance));
  const p = new Float64Array(T);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    project(factor, x, p);
    if (largestGap(factor, x, p) <= TOLERANCE) return x;
    for (let s = 0; s < symbols; s++) {
      const was = x[s] as number;
      const variance = variances[s] as number;
      let others = ridge * was - variance * was;
      for (let t = 0, at = s * T; t < T; t++, at++) others += (scaled[at] as number) * (p[t] as number);
      const root = Math.sqrt(others * others + 4 * variance * share);
      // The form without cancellation for each sign.
      const now = others > 0 ? (2 * share) / (others + root) : (root - others) / (2 * variance);
      x[s] = now;
      const change = now - was;
      for (let t = 0, at = s * T; t < T; t++, at++) p[t] = (p[t] as number) + change * (scaled[at] as number);
    }
  }
  return null;
}

/** The largest relative distance of a name's part of the risk from 1/N. */
function largestGap(
  { symbols, T, scaled, ridge }: CovarianceFactor,
  x: Float64Array,
  p: Float64Array,
): number {
  let largest = 0;
  for (let s = 0; s < symbols; s++) {
    const amount = x[s] as number;
    let product = ridge * amount;
    for (let t = 0, at = s * T; t < T; t++, at++) product += (scaled[at] as number) * (p[t] as number);
    const gap = Math.abs(amount * product * symbols - 1);
    // A gap that is not a number stays one.
    if (!(gap <= largest)) largest = gap;
  }
  return largest;
}

/** The diagonal of S. */
export function variancesOf({ symbols, T, scaled, ridge }: CovarianceFactor): Float64Array {
  const variances = new Float64Array(symbols).fill(ridge);
  for (let s = 0; s < symbols; s++)
    for (let at = s * T; at < (s + 1) * T; at++)
      variances[s] = (variances[s] as number) + (scaled[at] as number) ** 2;
  return variances;
}

function project({ symbols, T, scaled }: CovarianceFactor, x: Float64Array, p: Float64Array): void {
  p.fill(0);
  for (let s = 0; s < symbols; s++) {
    const amount = x[s] as number;
    for (let t = 0, at = s * T; t < T; t++, at++) p[t] = (p[t] as number) + amount * (scaled[at] as number);
  }
}
