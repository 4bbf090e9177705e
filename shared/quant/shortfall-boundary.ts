import { largestLosses, meanOfWorst } from './largest-losses.ts';
import { addScaled } from './scenario.ts';

export interface ShortfallProblem {
  /** Scenario P&L of the book without the order, money; at least T entries. */
  readonly p: Float64Array;
  /** P&L of one unit of the order in each scenario, signed by its side; at least T entries. */
  readonly s: Float64Array;
  readonly T: number;
  /** How many of the largest losses are averaged: `tailCount`. */
  readonly tail: number;
  /** The largest expected shortfall that passes, money. */
  readonly threshold: number;
}

export interface ShortfallScratch {
  /** At least T entries. */
  readonly pnl: Float64Array;
  /** At least `tail` entries each. */
  readonly losses: Float64Array;
  readonly worst: Int32Array;
}

/** Buffers for problems of up to T scenarios, to be made once. */
export function createShortfallScratch(T: number): ShortfallScratch {
  return { pnl: new Float64Array(T), losses: new Float64Array(T), worst: new Int32Array(T) };
}

const MAX_STEPS = 100;

/**
 * The largest n in [0, from] whose expected shortfall of p + n*s is at most the threshold; -1 when there is none.
 * The shortfall is the largest mean of `tail` losses, each a line in n: convex and piecewise linear. Newton's
 * steps from the right therefore never pass the answer and end on its line after a few. When `from` fits,
 * everything between the least n that fits and `from` does. Real-valued and rounded: verify it on the lot grid.
 * NaN when an input is not a number.
 * @source R. Rockafellar, S. Uryasev, Optimization of Conditional Value-at-Risk (2000), convexity.
 */
export function largestWithinShortfall(
  problem: ShortfallProblem,
  from: number,
  scratch: ShortfallScratch,
): number {
  const { p, s, T, tail, threshold } = problem;
  let n = from;
  for (let step = 0; step < MAX_STEPS; step++) {
    addScaled(scratch.pnl, p, n, s, 0, T);
    largestLosses(scratch.pnl, T, tail, scratch.losses, scratch.worst);
    const excess = meanOfWorst(scratch.losses, tail) - threshold;
    if (Number.isNaN(excess)) return NaN;
    if (excess <= 0) return n;
    let slope = 0;
    for (let i = 0; i < tail; i++) slope -= s[scratch.worst[i] as number] as number;
    slope /= tail;
    if (slope <= 0) return -1;
    const next = n - excess / slope;
    if (next < 0) return -1;
    if (next >= n) return n;
    n = next;
  }
  return n;
}
