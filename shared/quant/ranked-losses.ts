/** The losses of a P&L vector, largest first, and the scenario of each. */
export interface RankedLosses {
  readonly losses: Float64Array;
  readonly order: Int32Array;
}

/** Room for the ranking of T scenarios, to be made once. */
export function createRankedLosses(T: number): RankedLosses {
  return { losses: new Float64Array(T), order: Int32Array.from({ length: T }, (_, t) => t) };
}

/**
 * Ranks every loss (loss = -pnl) of the vector, by insertion into the order of the ranking before: after a small change
 * little more than one pass. A pnl that is not a number makes every loss NaN.
 */
export function rankLosses(pnl: Float64Array, { losses, order }: RankedLosses): void {
  for (let i = 0; i < order.length; i++) {
    const scenario = order[i] as number;
    const loss = 0 - (pnl[scenario] as number);
    if (loss !== loss) {
      losses.fill(NaN);
      return;
    }
    let slot = i;
    while (slot > 0 && (losses[slot - 1] as number) < loss) {
      losses[slot] = losses[slot - 1] as number;
      order[slot] = order[slot - 1] as number;
      slot--;
    }
    losses[slot] = loss;
    order[slot] = scenario;
  }
}

export interface LossesAfter {
  /** P&L of the book and its ranking, T entries. */
  readonly pnl: Float64Array;
  readonly ranked: RankedLosses;
  /** Returns of the symbol: T entries from `rOffset`. */
  readonly r: Float64Array;
  readonly rOffset: number;
  /** At least |r| of every scenario. */
  readonly peak: number;
}

/**
 * Writes the k largest losses of pnl + delta*r to out[0..k), largest first: what `largestLosses` finds in that sum, bit
 * for bit. Scenarios are visited from the book's largest loss down, until even the symbol's largest move could not
 * lift the next one among the k: for an order that is small beside the book, a few more than k. k <= T.
 * A sum that is not a number makes every entry NaN.
 */
export function largestLossesAfter(after: LossesAfter, delta: number, k: number, out: Float64Array): void {
  const { pnl, ranked, r, rOffset, peak } = after;
  const { losses, order } = ranked;
  const reach = Math.abs(delta) * peak;
  let count = 0;
  for (let i = 0; i < order.length && k > 0; i++) {
    // Rounding is monotone, so what cannot reach the k-th loss here cannot reach it below either.
    if (count === k && (losses[i] as number) + reach <= (out[k - 1] as number)) return;
    const scenario = order[i] as number;
    const loss = 0 - ((pnl[scenario] as number) + delta * (r[rOffset + scenario] as number));
    if (loss !== loss) {
      out.fill(NaN, 0, k);
      return;
    }
    if (count === k && loss <= (out[k - 1] as number)) continue;
    let slot = count < k ? count++ : k - 1;
    while (slot > 0 && (out[slot - 1] as number) < loss) {
      out[slot] = out[slot - 1] as number;
      slot--;
    }
    out[slot] = loss;
  }
}
