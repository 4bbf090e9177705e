/**
 * Writes the k largest losses of the P&L vector (loss = -pnl) to out[0..k), largest first, and their scenario
 * numbers to `scenarios` when given; of equal losses the earlier scenario comes first, as in a stable sort.
 * One pass, nothing allocated; k <= T, out and scenarios hold at least k.
 * A pnl that is not a number makes every entry of out NaN, so that no statistic of it can pass a comparison.
 */
export function largestLosses(
  pnl: Float64Array,
  T: number,
  k: number,
  out: Float64Array,
  scenarios?: Int32Array,
): void {
  if (k <= 0) return;
  out.fill(-Infinity, 0, k);
  let least = -Infinity;
  for (let t = 0; t < T; t++) {
    const loss = 0 - (pnl[t] as number);
    if (loss <= least && t >= k) continue;
    if (loss !== loss) {
      out.fill(NaN, 0, k);
      return;
    }
    let slot = t < k ? t : k - 1;
    while (slot > 0 && (out[slot - 1] as number) < loss) {
      out[slot] = out[slot - 1] as number;
      if (scenarios !== undefined) scenarios[slot] = scenarios[slot - 1] as number;
      slot--;
    }
    out[slot] = loss;
    if (scenarios !== undefined) scenarios[slot] = t;
    if (t >= k - 1) least = out[k - 1] as number;
  }
}

/** Mean of the first k entries of a buffer filled by `largestLosses`: the expected shortfall. k >= 1. */
export function meanOfWorst(losses: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += losses[i] as number;
  return sum / k;
}
