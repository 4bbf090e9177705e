import { projectBook, sumOfSquares, type CovarianceFactor, type Span } from './covariance.ts';

/** One element a symbol. */
export interface VarParts {
  /** VaR of each symbol alone, z |e_i| sqrt(S_ii): never less than its part, and their sum never less than the VaR. */
  readonly standalone: Float64Array;
  /** VaR per unit of money added to each symbol, z (Se)_i / sigma; NaN for every symbol when sigma is 0. */
  readonly marginal: Float64Array;
  /** e_i * marginal_i, money; they sum to the VaR z*sigma. Zeros when sigma is 0. */
  readonly component: Float64Array;
  /** VaR of the book minus VaR of the book without the symbol, exact; negative for a hedge. */
  readonly incremental: Float64Array;
}

export interface VarDecomposition extends VarParts {
  /** sqrt(e'Se), one session, money. */
  readonly sigma: number;
}

/** A book e (money, one a symbol) under a covariance S = X X' + ridge*I, and z normal quantiles. */
export interface DecompositionJob {
  readonly factor: CovarianceFactor;
  readonly book: Float64Array;
  readonly z: number;
  /** X'e, as `projectBook` gives it. */
  readonly projected: Float64Array;
}

/** Share of the variances below which a difference of them has too few digits left, and is summed anew. */
const CANCELLED = 1e-6;

/**
 * Decomposes the parametric VaR z*sqrt(e'Se) of the book e (money, one a symbol) by symbol, one session.
 * Multiply by sqrt(h) for a horizon. NaN in, NaN out; an empty book gives a sigma of 0 and empty arrays.
 * @source P. Jorion, Value at Risk (3rd ed.), chapter 7; M. Garman, Improving on VaR, Risk 9 (1996).
 */
export function decomposeVar(factor: CovarianceFactor, book: Float64Array, z: number): VarDecomposition {
  const { symbols } = factor;
  const parts: VarParts = {
    standalone: new Float64Array(symbols),
    marginal: new Float64Array(symbols),
    component: new Float64Array(symbols),
    incremental: new Float64Array(symbols),
  };
  const job = { factor, book, z, projected: projectBook(factor, book) };
  return { sigma: decomposeSymbols(job, parts, { from: 0, to: symbols }), ...parts };
}

/** The symbols from..to of `decomposeVar`, to the bit, so that threads may share them; returns sigma. */
export function decomposeSymbols(job: DecompositionJob, parts: VarParts, { from, to }: Span): number {
  const { factor, book, z, projected } = job;
  const { T, scaled, ridge } = factor;
  const variance = sumOfSquares(projected) + ridge * sumOfSquares(book);
  const sigma = Math.sqrt(variance);
  const sums = new Float64Array(2);
  for (let s = from; s < to; s++) {
    const amount = book[s] as number;
    sumProducts(projected, scaled, s * T, sums);
    const product = (sums[0] as number) + ridge * amount;
    const own = (sums[1] as number) + ridge;
    const ownVariance = amount * amount * own;
    let without = variance - 2 * amount * product + ownVariance;
    if (without < CANCELLED * (variance + ownVariance)) without = varianceWithout(job, s);
    parts.standalone[s] = z * Math.abs(amount) * Math.sqrt(own);
    parts.marginal[s] = sigma === 0 ? NaN : (z * product) / sigma;
    parts.component[s] = sigma === 0 ? 0 : (amount * (z * product)) / sigma;
    parts.incremental[s] = z * (sigma - Math.sqrt(without));
  }
  return sigma;
}

/** Over the row x of `rows` that starts at `from`: sums[0] = p . x, sums[1] = x . x. */
function sumProducts(p: Float64Array, rows: Float64Array, from: number, sums: Float64Array): void {
  // Four sums of each at once: one alone would wait for its own last addition.
  const T = p.length;
  const whole = T - (T % 4);
  let p0 = 0;
  let p1 = 0;
  let p2 = 0;
  let p3 = 0;
  let x0 = 0;
  let x1 = 0;
  let x2 = 0;
  let x3 = 0;
  for (let t = 0; t < whole; t += 4) {
    const a = rows[from + t] as number;
    const b = rows[from + t + 1] as number;
    const c = rows[from + t + 2] as number;
    const d = rows[from + t + 3] as number;
    p0 += (p[t] as number) * a;
    p1 += (p[t + 1] as number) * b;
    p2 += (p[t + 2] as number) * c;
    p3 += (p[t + 3] as number) * d;
    x0 += a * a;
    x1 += b * b;
    x2 += c * c;
    x3 += d * d;
  }
  for (let t = whole; t < T; t++) {
    const a = rows[from + t] as number;
    p0 += (p[t] as number) * a;
    x0 += a * a;
  }
  sums[0] = p0 + p1 + (p2 + p3);
  sums[1] = x0 + x1 + (x2 + x3);
}

/** Variance of the book without symbol s as a sum of squares: 0, and no dust, for a book that is nothing else. */
function varianceWithout({ factor, book, projected }: DecompositionJob, s: number): number {
  const { T, scaled, ridge } = factor;
  const amount = book[s] as number;
  let sum = ridge * Math.max(0, sumOfSquares(book) - amount * amount);
  for (let t = 0; t < T; t++) {
    const rest = (projected[t] as number) - amount * (scaled[s * T + t] as number);
    sum += rest * rest;
  }
  return sum;
}

/**
 * Each symbol's part of the historical expected shortfall: the mean of -e_i r_{i,t} over the `tail` worst
 * scenarios of the book, money; they sum to the expected shortfall. `returns` symbol-major, symbols*T;
 * `worst` the scenario numbers, worst first, as `computeHistoricalRisk` gives them. tail >= 1.
 * @source D. Tasche, Expected Shortfall and Beyond, J. Banking and Finance 26 (2002).
 */
export function componentShortfall(
  returns: Float64Array,
  T: number,
  book: Float64Array,
  worst: Int32Array,
  tail: number,
): Float64Array {
  return book.map((amount, s) => {
    let sum = 0;
    for (let i = 0; i < tail; i++) sum += returns[s * T + (worst[i] as number)] as number;
    return 0 - (amount * sum) / tail;
  });
}

/** The scenario P&L of the book e: sum over symbols of e_i r_{i,t}, constant money exposures; length T. */
export function scenarioPnl(returns: Float64Array, T: number, book: Float64Array): Float64Array {
  const out = new Float64Array(T);
  for (let s = 0; s < book.length; s++) {
    const amount = book[s] as number;
    for (let t = 0; t < T; t++) out[t] = (out[t] as number) + amount * (returns[s * T + t] as number);
  }
  return out;
}
