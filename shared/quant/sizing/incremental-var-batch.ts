import { dotProduct } from '../scenario.ts';
import { largestWithinVariance } from '../variance-boundary.ts';

/** Orders against one book, each on its own. */
export interface IncrementalVarBatch {
  /** The book's scenario P&L, T entries. */
  readonly pnl: Float64Array;
  /** Symbol-major, T a symbol. */
  readonly returns: Float64Array;
  /** Sample variance of each symbol's returns. */
  readonly variances: Float64Array;
  /** Row of each order's symbol. */
  readonly rows: Int32Array;
  /** Money that one share adds to the book, signed by the side, one an order. */
  readonly unitValues: Float64Array;
  /** Normal quantile of the confidence. */
  readonly z: number;
}

/**
 * out[i] = the largest real quantity of order i, shares, whose incremental parametric VaR z*(sigma(book + i) -
 * sigma(book)) is at most budgets[i] (money, >= 0), in closed form: one pass over T for each symbol that is ordered.
 * Infinity for a symbol that does not move; NaN in, NaN out.
 * @source P. Jorion, Value at Risk (3rd ed.), section 7.2.2.
 */
export function sizeByIncrementalVar(
  batch: IncrementalVarBatch,
  budgets: Float64Array,
  out: Float64Array,
): void {
  const { variances, rows, unitValues, z } = batch;
  const { variance, covariances } = bookOf(batch);
  const sigma = Math.sqrt(variance);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const unit = unitValues[i] as number;
    const limit = (sigma + (budgets[i] as number) / z) ** 2;
    const unitVariance = unit * unit * (variances[row] as number);
    out[i] = largestWithinVariance(variance, unit * (covariances[row] as number), unitVariance, limit);
  }
}

/** out[i] = the incremental parametric VaR of quantities[i] shares of order i alone; money, negative for a hedge. */
export function computeIncrementalVars(
  batch: IncrementalVarBatch,
  quantities: Float64Array,
  out: Float64Array,
): void {
  const { variances, rows, unitValues, z } = batch;
  const { variance, covariances } = bookOf(batch);
  const sigma = Math.sqrt(variance);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const delta = (unitValues[i] as number) * (quantities[i] as number);
    const own = delta * delta * (variances[row] as number);
    const after = variance + 2 * delta * (covariances[row] as number) + own;
    out[i] = z * (Math.sqrt(Math.max(0, after)) - sigma);
  }
}

/** Sample variance of the book's P&L, and its covariance with the symbols that are ordered, by row. */
function bookOf({ pnl, returns, variances, rows }: IncrementalVarBatch): {
  variance: number;
  covariances: Float64Array;
} {
  const T = pnl.length;
  const mean = pnl.reduce((sum, value) => sum + value, 0) / T;
  const centred = pnl.map((value) => value - mean);
  const covariances = new Float64Array(variances.length);
  const isOrdered = new Uint8Array(variances.length);
  for (let i = 0; i < rows.length; i++) isOrdered[rows[i] as number] = 1;
  // In the order of the memory, not of the orders.
  for (let row = 0; row < isOrdered.length; row++)
    if (isOrdered[row] === 1) covariances[row] = dotProduct(centred, returns, row * T, T) / (T - 1);
  return { variance: dotProduct(centred, centred, 0, T) / (T - 1), covariances };
}
