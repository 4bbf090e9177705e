import { heapify, popLeast, type BreakpointHeap } from './breakpoint-heap.ts';

/**
 * Where the historical VaR of p + n*s exceeds a threshold, exactly, for real n >= 0.
 * The loss of scenario t is a line in n, so it exceeds the threshold on an open half-line that ends at the
 * breakpoint b_t = -(p_t + threshold)/s_t (to its right when s_t < 0, to its left when s_t > 0), and the VaR exceeds
 * exactly where at least `rank` scenarios do. VaR may fall before it rises, so the set can have several parts.
 */
export interface ExceedanceProblem {
  /** Scenario P&L of the book without the order, money; at least T entries. */
  readonly p: Float64Array;
  /** P&L of one unit of the order in each scenario, signed by its side; at least T entries. */
  readonly s: Float64Array;
  readonly T: number;
  /** The VaR is the rank-th largest loss: `varRankFromWorst`. */
  readonly rank: number;
  /** The largest VaR that passes, money; at the threshold passes. */
  readonly threshold: number;
}

/**
 * The largest n in [0, from] at which the VaR of p + n*s does not exceed the threshold; `from` itself when it does
 * not, -1 when there is none, NaN when an input is not a number. Real-valued and rounded: verify it on the lot grid.
 * O(T) and a heap operation for each breakpoint passed; nothing allocated.
 */
export function largestNotExceeding(problem: ExceedanceProblem, from: number, heap: BreakpointHeap): number {
  const { s, rank } = problem;
  let count = collect(problem, from, -1, heap);
  if (Number.isNaN(count)) return NaN;
  if (count < rank) return from;
  let pending = 0;
  let current = from;
  for (let t = popLeast(heap); t >= 0; t = popLeast(heap)) {
    const n = 0 - (heap.keys[t] as number);
    if (n < current) {
      count += pending;
      pending = 0;
      current = n;
    }
    if ((s[t] as number) > 0) pending++;
    else if (--count < rank) return n;
  }
  return -1;
}

/**
 * The greatest lower bound of the n >= from at which the VaR of p + n*s exceeds the threshold: `from` itself when
 * it exceeds there, else the last n that passes before it does (at the bound it passes, just above it exceeds).
 * Infinity when it never exceeds, NaN when an input is not a number. Same cost as `largestNotExceeding`.
 */
export function firstExceeding(problem: ExceedanceProblem, from: number, heap: BreakpointHeap): number {
  const { s, rank } = problem;
  const near = firstOfFew(problem, from);
  if (near !== null) return near;
  let count = collect(problem, from, 1, heap);
  if (Number.isNaN(count)) return NaN;
  if (count >= rank) return from;
  let current = from;
  for (let t = popLeast(heap); t >= 0; t = popLeast(heap)) {
    const n = heap.keys[t] as number;
    if (n > current) {
      if (count >= rank) return current;
      current = n;
    }
    count += (s[t] as number) > 0 ? -1 : 1;
  }
  return count >= rank ? current : Infinity;
}

/** The largest rank whose breakpoints are looked for in one pass. */
const FEW = 16;
const nearest = new Float64Array(FEW);

/**
 * `firstExceeding` in one pass, where no scenario stops exceeding before the answer: of those that start to exceed, only
 * the nearest few count. null when that does not hold, the rank is large, or an input is not a number.
 */
function firstOfFew({ p, s, T, rank, threshold }: ExceedanceProblem, from: number): number | null {
  if (rank > FEW) return null;
  let count = 0;
  let kept = 0;
  let furthest = Infinity;
  let firstToStop = Infinity;
  let sum = 0;
  for (let t = 0; t < T; t++) {
    const slope = s[t] as number;
    const gap = (p[t] as number) + threshold;
    sum += gap + slope;
    if (gap + from * slope < 0) {
      count++;
      if (slope > 0) firstToStop = Math.min(firstToStop, 0 - gap / slope);
    } else if (slope < 0 && gap < furthest * -slope) {
      const b = 0 - gap / slope;
      let at = kept < rank ? kept++ : kept - 1;
      while (at > 0 && (nearest[at - 1] as number) > b) {
        nearest[at] = nearest[at - 1] as number;
        at--;
      }
      nearest[at] = b;
      if (kept === rank) furthest = nearest[rank - 1] as number;
    }
  }
  if (!Number.isFinite(sum)) return null;
  if (count >= rank) return from;
  const lacking = rank - count;
  const found = lacking <= kept ? (nearest[lacking - 1] as number) : Infinity;
  return firstToStop > found || (firstToStop === Infinity && found === Infinity) ? found : null;
}

/**
 * Counts the scenarios that exceed at n and heaps those that change on the way from n: up (direction 1) or
 * down to 0 (-1), keyed so that the nearest comes first. NaN when a breakpoint is not a number.
 */
function collect(problem: ExceedanceProblem, n: number, direction: 1 | -1, heap: BreakpointHeap): number {
  const { p, s, T, threshold } = problem;
  let count = 0;
  let size = 0;
  for (let t = 0; t < T; t++) {
    const slope = s[t] as number;
    const gap = (p[t] as number) + threshold;
    if (slope === 0) {
      if (gap < 0) count++;
      else if (gap !== gap) return NaN;
      continue;
    }
    const b = 0 - gap / slope;
    if (b !== b) return NaN;
    if (slope < 0 ? n > b : n < b) count++;
    if (direction > 0 ? changesAbove(b, slope, n) : changesBelow(b, slope, n)) {
      heap.keys[t] = direction * b;
      heap.order[size++] = t;
    }
  }
  heap.size = size;
  heapify(heap);
  return count;
}

const changesAbove = (b: number, slope: number, n: number): boolean =>
  b < Infinity && (slope < 0 ? b >= n : b > n);

const changesBelow = (b: number, slope: number, n: number): boolean => b >= 0 && (slope < 0 ? b < n : b <= n);
