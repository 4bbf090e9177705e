/** Returns that vary less than this share of their largest are taken not to vary: what is left is rounding. */
const CONSTANT = 1e-12;

/**
 * Symbol-major returns, each symbol's less its mean and over its length, so that the correlation of two symbols is the
 * dot product of their rows (Pearson, ddof cancels). A symbol whose returns do not vary has a row of NaN.
 */
export function standardiseReturns(returns: Float64Array, T: number): Float64Array {
  const out = new Float64Array(returns.length);
  for (let at = 0; at + T <= returns.length && T > 0; at += T) {
    let sum = 0;
    let peak = 0;
    for (let t = at; t < at + T; t++) {
      sum += returns[t] as number;
      peak = Math.max(peak, Math.abs(returns[t] as number));
    }
    let squares = 0;
    for (let t = at; t < at + T; t++) squares += ((returns[t] as number) - sum / T) ** 2;
    const length = squares <= T * (CONSTANT * peak) ** 2 ? NaN : Math.sqrt(squares);
    for (let t = at; t < at + T; t++) out[t] = ((returns[t] as number) - sum / T) / length;
  }
  return out;
}
