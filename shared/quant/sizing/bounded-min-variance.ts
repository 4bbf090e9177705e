import { projectBook, type CovarianceFactor } from '../covariance.ts';
import { dotProduct } from '../scenario.ts';
import { factorise, solveFactorised } from './cholesky.ts';
import { variancesOf } from './equal-risk.ts';

/** How far the optimality conditions may be from met, by the variance of the result. */
const TOLERANCE = 1e-9;
/** A weight this far outside its bounds is on them. */
const DUST = 1e-13;
const FREE = 0;
const AT_ZERO = -1;
const AT_CAP = 1;

interface Solver {
  readonly factor: CovarianceFactor;
  readonly cap: number;
  readonly x: Float64Array;
  /** FREE, AT_ZERO or AT_CAP, one a name. */
  readonly state: Int8Array;
}

/**
 * The weights with the least variance x'Sx, sum(x) = 1, 0 <= x_i <= cap: the primal active set. The free names take the
 * optimum of their own where it keeps the bounds, else the way to it up to the first bound; at the optimum the name
 * that violates its sign condition the most is set free. Ends when no gradient (Sx)_i of a free name is off the
 * common one, none at zero below it and none at the cap above it, to 1e-9 of it. S is formed for the free names alone.
 * null when it does not end, or where several books have the least variance (more free names than sessions).
 * N * cap >= 1.
 * @source J. Nocedal, S. Wright, Numerical Optimization (2nd ed.), algorithm 16.3.
 */
export function solveMinVariance(factor: CovarianceFactor, cap: number): Float64Array | null {
  const solver = start(factor, cap);
  const { x, state } = solver;
  for (let round = 0; round < 20 * factor.symbols + 100; round++) {
    const free = namesIn(state, FREE);
    const wanted = optimumOf(solver, free);
    if (wanted === null) return null;
    const step = firstBound(solver, free, wanted);
    for (const [i, s] of free.entries()) {
      const moved = (x[s] as number) + step.length * ((wanted[i] as number) - (x[s] as number));
      x[s] = Math.min(cap, Math.max(0, moved));
    }
    if (step.name >= 0) {
      state[step.name] = step.bound;
      x[step.name] = step.bound === AT_CAP ? cap : 0;
      continue;
    }
    const { name, residual } = worstViolation(solver, free);
    if (residual <= TOLERANCE) return x;
    if (name < 0) return null;
    state[name] = FREE;
  }
  return null;
}

/** The least variable names filled to the cap, the last of them free. */
function start(factor: CovarianceFactor, cap: number): Solver {
  const x = new Float64Array(factor.symbols);
  const state = new Int8Array(factor.symbols).fill(AT_ZERO);
  const variances = variancesOf(factor);
  let left = 1;
  for (const s of [...variances.keys()].sort((a, b) => (variances[a] as number) - (variances[b] as number))) {
    x[s] = Math.min(cap, left);
    left -= x[s] as number;
    state[s] = left > DUST ? AT_CAP : FREE;
    if (left <= DUST) break;
  }
  return { factor, cap, x, state };
}

const namesIn = (state: Int8Array, wanted: number): number[] =>
  [...state.keys()].filter((s) => state[s] === wanted);

/** Weights of the free names that are best beside what the others hold, whatever the bounds; null: S is singular. */
function optimumOf({ factor, x, state }: Solver, free: readonly number[]): Float64Array | null {
  const { T, scaled, ridge } = factor;
  const k = free.length;
  const fixed = x.map((weight, s) => (state[s] === FREE ? 0 : weight));
  const p = projectBook(factor, fixed);
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    const at = (free[i] as number) * T;
    const row = scaled.subarray(at, at + T);
    for (let j = 0; j <= i; j++)
      matrix[i * k + j] = dotProduct(row, scaled, (free[j] as number) * T, T) + (i === j ? ridge : 0);
  }
  if (!factorise(matrix, k)) return null;
  const ones = new Float64Array(k).fill(1);
  const pull = Float64Array.from(free, (s) => dotProduct(p, scaled, s * T, T));
  solveFactorised(matrix, k, ones);
  solveFactorised(matrix, k, pull);
  const share = 1 - sumOf(fixed);
  const gradient = (share + sumOf(pull)) / sumOf(ones);
  return ones.map((one, i) => gradient * one - (pull[i] as number));
}

/** How far the way to the optimum keeps every bound, and the name that stops it; -1: none, the optimum is within. */
function firstBound(
  { x, cap }: Solver,
  free: readonly number[],
  wanted: Float64Array,
): { length: number; name: number; bound: number } {
  let first = { length: 1, name: -1, bound: FREE };
  for (const [i, s] of free.entries()) {
    const from = x[s] as number;
    const to = wanted[i] as number;
    if (to >= 0 - DUST && to <= cap + DUST) continue;
    const bound = to < 0 ? AT_ZERO : AT_CAP;
    const length = ((bound === AT_CAP ? cap : 0) - from) / (to - from);
    if (length < first.length) first = { length: Math.max(0, length), name: s, bound };
  }
  return first;
}

/** The name at a bound whose gradient is the most on the wrong side of the free names', and the largest residual. */
function worstViolation(
  { factor, x, state }: Solver,
  free: readonly number[],
): { name: number; residual: number } {
  const { T, scaled, ridge } = factor;
  const p = projectBook(factor, x);
  const gradients = x.map((weight, s) => dotProduct(p, scaled, s * T, T) + ridge * weight);
  const common = free.reduce((sum, s) => sum + (gradients[s] as number), 0) / free.length;
  let name = -1;
  let worst = 0;
  let residual = 0;
  for (let s = 0; s < x.length; s++) {
    const above = (gradients[s] as number) - common;
    const violation = state[s] === FREE ? Math.abs(above) : state[s] === AT_ZERO ? 0 - above : above;
    residual = Math.max(residual, violation);
    if (state[s] !== FREE && violation > worst) {
      worst = violation;
      name = s;
    }
  }
  return { name, residual: residual / common };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
