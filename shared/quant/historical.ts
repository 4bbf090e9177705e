import { tailCount, varRankFromWorst } from './confidence.ts';
import { largestLosses, meanOfWorst } from './largest-losses.ts';

export interface HistoricalRisk {
  /** The ceil(c*T)-th smallest loss. */
  readonly valueAtRisk: number;
  /** Mean of the `tail` largest losses. */
  readonly expectedShortfall: number;
  /** Scenario numbers of the largest losses, worst first: `tail` of them make the expected shortfall. */
  readonly worst: Int32Array;
  readonly tail: number;
}

/**
 * Historical VaR and expected shortfall of a scenario P&L vector, in its money and at its horizon.
 * A loss is positive; both may be negative when every tail scenario is a gain.
 * VaR is numpy's `inverted_cdf` quantile of the losses, ES the mean of the ceil((1-c)*T) largest, never below VaR.
 * Null for an empty vector; NaN in, NaN out. Allocates: the check on every ticket uses `scenario.ts`.
 * Throws a RangeError for a confidence outside (0, 1).
 * @source C. Acerbi, D. Tasche, On the Coherence of Expected Shortfall (2002), without the fractional scenario.
 */
export function computeHistoricalRisk(pnl: Float64Array, confidence: number | string): HistoricalRisk | null {
  const T = pnl.length;
  const fromWorst = varRankFromWorst(confidence, T);
  const tail = tailCount(confidence, T);
  if (T === 0) return null;
  const losses = new Float64Array(fromWorst);
  const worst = new Int32Array(fromWorst);
  largestLosses(pnl, T, fromWorst, losses, worst);
  return {
    valueAtRisk: losses[fromWorst - 1] as number,
    expectedShortfall: meanOfWorst(losses, tail),
    worst,
    tail,
  };
}
