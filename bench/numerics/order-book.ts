import { sampleVariance } from '#shared/quant/moments.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { fillReturns } from './fill-returns.ts';

/** Orders against one book, one a symbol in another order than the symbols, both sides. */
export interface OrderBook {
  readonly n: number;
  readonly T: number;
  /** Symbol-major, n x T. */
  readonly returns: Float64Array;
  readonly pnl: Float64Array;
  readonly variances: Float64Array;
  readonly rows: Int32Array;
  readonly unitValues: Float64Array;
  /** Shares of each order, and the incremental VaR that a size of it may have. */
  readonly quantities: Float64Array;
  readonly budgets: Float64Array;
}

/** A book of n symbols with positions between -100,000 and 100,000, into `returns` of n x T. */
export function orderBookOf(n: number, T: number, returns: Float64Array): OrderBook {
  fillReturns(returns, n, T);
  const random = new SeededRandom(7);
  const pnl = new Float64Array(T);
  for (let i = 0; i < n; i++) {
    const amount = 2e5 * (random.fraction() - 0.5);
    for (let t = 0; t < T; t++) pnl[t] = (pnl[t] as number) + amount * (returns[i * T + t] as number);
  }
  return {
    ...{ n, T, returns, pnl },
    variances: Float64Array.from({ length: n }, (_, row) => sampleVariance(returns, row * T, T) ?? NaN),
    rows: Int32Array.from({ length: n }, (_, i) => (i * 7 + 3) % n),
    unitValues: Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 50 : -80)),
    quantities: Float64Array.from({ length: n }, () => Math.round(1_000 * random.fraction())),
    budgets: Float64Array.from({ length: n }, () => 1_000 + 20_000 * random.fraction()),
  };
}

/** The arrays of an order book for numpy: bytes of all of them, and the shape of each. */
export function arraysOf(
  book: OrderBook,
  z: number,
  rank: number,
): { values: readonly Float64Array[]; shapes: Record<string, readonly number[]> } {
  const { n, T, returns, pnl, variances, rows, unitValues, quantities, budgets } = book;
  const orders = { variances, rows: Float64Array.from(rows), unitValues, quantities, budgets };
  const constants = { z: Float64Array.of(z), rank: Float64Array.of(rank) };
  return {
    values: [returns, pnl, ...Object.values(orders), ...Object.values(constants)],
    shapes: {
      ...{ returns: [n, T], pnl: [T] },
      ...Object.fromEntries(Object.keys(orders).map((name) => [name, [n]])),
      ...Object.fromEntries(Object.keys(constants).map((name) => [name, [1]])),
    },
  };
}
