export interface Drawdown {
  /** Largest fall from a running maximum, in the unit of the values; 0 when they never fall. */
  readonly amount: number;
  /** Positions in the values of the maximum it falls from and of its lowest point. */
  readonly peak: number;
  readonly trough: number;
}

/**
 * The largest fall of a value path from its running maximum, and `fraction`: the largest fall as a share of the
 * maximum it falls from, where every value is above 0 (null otherwise). The two need not be the same fall.
 * Of equal falls the first counts. Null for an empty path or one with a value that is not finite.
 */
export function computeDrawdown(
  values: Float64Array,
): (Drawdown & { readonly fraction: Drawdown | null }) | null {
  if (values.length === 0 || !values.every((value) => Number.isFinite(value))) return null;
  const amount = largestFall(values, (peak, value) => peak - value);
  const isPositive = values.every((value) => value > 0);
  return { ...amount, fraction: isPositive ? largestFall(values, (peak, value) => 1 - value / peak) : null };
}

function largestFall(values: Float64Array, fall: (peak: number, value: number) => number): Drawdown {
  let running = 0;
  let found: Drawdown = { amount: 0, peak: 0, trough: 0 };
  values.forEach((value, t) => {
    const peak = values[running] as number;
    const amount = fall(peak, value);
    if (amount > found.amount) found = { amount, peak: running, trough: t };
    if (value > peak) running = t;
  });
  return found;
}

/**
 * Value of the book e (money today, one a symbol) at T+1 closes with the quantities of today, oldest first:
 * sum of e_i * C_{i,t}/C_{i,T}, at today's fx. Returns symbol-major, symbols*T. Cash is not in it.
 * A return of -1 or less (no close before it) makes the values before it infinite or NaN.
 */
export function constantHoldingsValues(returns: Float64Array, T: number, book: Float64Array): Float64Array {
  const out = new Float64Array(T + 1);
  book.forEach((today, s) => {
    let value = today;
    out[T] = (out[T] as number) + value;
    for (let t = T - 1; t >= 0; t--) {
      const growth = 1 + (returns[s * T + t] as number);
      value = growth > 0 ? value / growth : NaN;
      out[t] = (out[t] as number) + value;
    }
  });
  return out;
}
