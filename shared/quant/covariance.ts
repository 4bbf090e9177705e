import { meanOf } from './moments.ts';
import { computeShrinkage } from './shrinkage.ts';

export type CovarianceMethod = 'sample' | 'ewma' | 'ledoit-wolf';

const EWMA_LAMBDA = 0.94;

/**
 * A covariance S = X X' + ridge*I that is never formed: X is symbol-major (symbols*T), the returns centred and
 * scaled as the method says. A quadratic form e'Se is then a sum of squares, so it cannot turn out negative,
 * and 5,000 symbols need no 5,000 x 5,000 matrix.
 */
export interface CovarianceFactor {
  readonly symbols: number;
  readonly T: number;
  readonly scaled: Float64Array;
  readonly ridge: number;
}

/** Symbols or sessions from `from` up to, but without, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The covariance of one-session simple returns (symbol-major, symbols*T, oldest first), per session, not annual.
 * sample: mean removed, divisor T-1. ewma: lambda 0.94, mean not removed, weights (1-l) l^k / (1-l^T), k = 0 the
 * newest. ledoit-wolf: mean removed, divisor T, shrunk towards mu*I by the 2004 estimate.
 * Null below two sessions. NaN in, NaN out.
 * @source J.P. Morgan/Reuters, RiskMetrics Technical Document (1996); O. Ledoit, M. Wolf, A Well-Conditioned
 * Estimator for Large-Dimensional Covariance Matrices, J. Multivariate Anal. 88 (2004).
 */
export function computeCovariance(
  returns: Float64Array,
  symbols: number,
  T: number,
  method: CovarianceMethod,
): CovarianceFactor | null {
  if (T < 2) return null;
  switch (method) {
    case 'sample':
      return { symbols, T, scaled: centred(returns, symbols, T, 1 / Math.sqrt(T - 1)), ridge: 0 };
    case 'ewma':
      return { symbols, T, scaled: exponentiallyWeighted(returns, symbols, T), ridge: 0 };
    case 'ledoit-wolf': {
      const scaled = centred(returns, symbols, T, 1 / Math.sqrt(T));
      const { shrinkage, mu } = computeShrinkage(scaled, symbols, T);
      const kept = Math.sqrt(1 - shrinkage);
      for (let i = 0; i < scaled.length; i++) scaled[i] = (scaled[i] as number) * kept;
      return { symbols, T, scaled, ridge: shrinkage * mu };
    }
  }
}

function centred(returns: Float64Array, symbols: number, T: number, scale: number): Float64Array {
  const out = new Float64Array(symbols * T);
  for (let s = 0; s < symbols; s++) {
    const mean = meanOf(returns, s * T, T);
    for (let i = s * T; i < (s + 1) * T; i++) out[i] = ((returns[i] as number) - mean) * scale;
  }
  return out;
}

function exponentiallyWeighted(returns: Float64Array, symbols: number, T: number): Float64Array {
  const out = new Float64Array(symbols * T);
  const total = 1 - EWMA_LAMBDA ** T;
  for (let t = 0; t < T; t++) {
    const root = Math.sqrt(((1 - EWMA_LAMBDA) * EWMA_LAMBDA ** (T - 1 - t)) / total);
    for (let s = 0; s < symbols; s++) out[s * T + t] = (returns[s * T + t] as number) * root;
  }
  return out;
}

/** X'e: one number a session, the scaled P&L of the book e (money or weights, one a symbol). */
export function projectBook(factor: CovarianceFactor, book: Float64Array): Float64Array {
  const out = new Float64Array(factor.T);
  projectSessions(factor, book, out, { from: 0, to: factor.T });
  return out;
}

/** The sessions from..to of `projectBook`, to the bit, so that threads may share them; out holds T. */
export function projectSessions(
  factor: CovarianceFactor,
  book: Float64Array,
  out: Float64Array,
  { from, to }: Span,
): void {
  const { symbols, T, scaled } = factor;
  const whole = symbols - (symbols % 4);
  out.fill(0, from, to);
  // Four symbols at once: the sums are written a quarter as often.
  for (let s = 0; s < whole; s += 4) {
    const first = s * T;
    const second = first + T;
    const third = second + T;
    const fourth = third + T;
    const e0 = book[s] as number;
    const e1 = book[s + 1] as number;
    const e2 = book[s + 2] as number;
    const e3 = book[s + 3] as number;
    for (let t = from; t < to; t++) {
      const left = e0 * (scaled[first + t] as number) + e1 * (scaled[second + t] as number);
      const right = e2 * (scaled[third + t] as number) + e3 * (scaled[fourth + t] as number);
      out[t] = (out[t] as number) + (left + right);
    }
  }
  for (let s = whole; s < symbols; s++) {
    const amount = book[s] as number;
    for (let t = from; t < to; t++) out[t] = (out[t] as number) + amount * (scaled[s * T + t] as number);
  }
}

/** sqrt(e'Se): the one-session standard deviation of the book e, in its money. */
export function bookStdDev(factor: CovarianceFactor, book: Float64Array): number {
  let variance = factor.ridge * sumOfSquares(book);
  variance += sumOfSquares(projectBook(factor, book));
  return Math.sqrt(variance);
}

export function sumOfSquares(x: Float64Array): number {
  let sum = 0;
  for (const value of x) sum += value * value;
  return sum;
}
