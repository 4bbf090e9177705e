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
 * sigma(book)) is at most budgets[i] (money, >= 0): the closed form, one pass over T an order, nothing allocated for
 * one. Infinity for a symbol that does not move; NaN in, NaN out.
 * @source P. Jorion, Value at Risk (3rd ed.), section 7.2.2.
 */
export function sizeByIncrementalVar(
  batch: IncrementalVarBatch,
  budgets: Float64Array,
  out: Float64Array,
): void {
  const { pnl, returns, variances, rows, unitValues, z } = batch;
  const T = pnl.length;
  const centred = centre(pnl);
  const bookVariance = dotProduct(centred, centred, 0, T) / (T - 1);
  const sigma = Math.sqrt(bookVariance);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const unit = unitValues[i] as number;
    const covariance = (unit * dotProduct(centred, returns, row * T, T)) / (T - 1);
    const limit = (sigma + (budgets[i] as number) / z) ** 2;
    out[i] = largestWithinVariance(bookVariance, covariance, unit * unit * (variances[row] as number), limit);
  }
}

/** out[i] = the incremental parametric VaR of quantities[i] shares of order i alone; money, negative for a hedge. */
export function computeIncrementalVars(
  batch: IncrementalVarBatch,
  quantities: Float64Array,
  out: Float64Array,
): void {
  const { pnl, returns, variances, rows, unitValues, z } = batch;
  const T = pnl.length;
  const centred = centre(pnl);
  const bookVariance = dotProduct(centred, centred, 0, T) / (T - 1);
  const sigma = Math.sqrt(bookVariance);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const delta = (unitValues[i] as number) * (quantities[i] as number);
    const covariance = dotProduct(centred, returns, row * T, T) / (T - 1);
    const after = bookVariance + 2 * delta * covariance + delta * delta * (variances[row] as number);
    out[i] = z * (Math.sqrt(Math.max(0, after)) - sigma);
  }
}

/** The P&L less its mean. */
function centre(pnl: Float64Array): Float64Array {
  let sum = 0;
  for (const value of pnl) sum += value;
  return pnl.map((value) => value - sum / pnl.length);
}
