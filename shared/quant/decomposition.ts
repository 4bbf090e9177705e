import { projectBook, sumOfSquares, type CovarianceFactor } from './covariance.ts';

export interface VarDecomposition {
  /** sqrt(e'Se), one session, money. */
  readonly sigma: number;
  /** VaR of each symbol alone, z |e_i| sqrt(S_ii): never less than its part, and their sum never less than the VaR. */
  readonly standalone: Float64Array;
  /** VaR per unit of money added to each symbol, z (Se)_i / sigma; NaN for every symbol when sigma is 0. */
  readonly marginal: Float64Array;
  /** e_i * marginal_i, money; they sum to the VaR z*sigma. Zeros when sigma is 0. */
  readonly component: Float64Array;
  /** VaR of the book minus VaR of the book without the symbol, exact; negative for a hedge. */
  readonly incremental: Float64Array;
}

/**
 * Decomposes the parametric VaR z*sqrt(e'Se) of the book e (money, one a symbol) by symbol, one session.
 * Multiply by sqrt(h) for a horizon. NaN in, NaN out; an empty book gives a sigma of 0 and empty arrays.
 * @source P. Jorion, Value at Risk (3rd ed.), chapter 7; M. Garman, Improving on VaR, Risk 9 (1996).
 */
export function decomposeVar(factor: CovarianceFactor, book: Float64Array, z: number): VarDecomposition {
  const { symbols, T, scaled, ridge } = factor;
  const projected = projectBook(factor, book);
  const bookSquares = sumOfSquares(book);
  const sigma = Math.sqrt(sumOfSquares(projected) + ridge * bookSquares);
  const standalone = new Float64Array(symbols);
  const marginal = new Float64Array(symbols);
  const component = new Float64Array(symbols);
  const incremental = new Float64Array(symbols);
  for (let s = 0; s < symbols; s++) {
    const amount = book[s] as number;
    let product = ridge * amount;
    let own = ridge;
    let without = ridge * Math.max(0, bookSquares - amount * amount);
    for (let t = 0; t < T; t++) {
      const x = scaled[s * T + t] as number;
      const p = projected[t] as number;
      const rest = p - amount * x;
      product += p * x;
      own += x * x;
      without += rest * rest;
    }
    standalone[s] = z * Math.abs(amount) * Math.sqrt(own);
    marginal[s] = sigma === 0 ? NaN : (z * product) / sigma;
    component[s] = sigma === 0 ? 0 : (amount * (z * product)) / sigma;
    incremental[s] = z * (sigma - Math.sqrt(without));
  }
  return { sigma, standalone, marginal, component, incremental };
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
