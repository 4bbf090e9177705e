import type { MatrixKernels, MatrixRows } from '../matrix-kernels.ts';
import { meanOf, sampleVariance } from '../moments.ts';
import { largestWithinVariance } from '../variance-boundary.ts';

/** Orders against one book, each on its own. */
export interface IncrementalVarBatch {
  /** The book's scenario P&L, T entries. */
  readonly pnl: Float64Array;
  /** A row of T returns for each symbol. */
  readonly returns: MatrixRows;
  /** Sample variance of each symbol's returns. */
  readonly variances: Float64Array;
  /** Row of each order's symbol. */
  readonly rows: Int32Array;
  /** Money that one share adds to the book, signed by the side, one an order. */
  readonly unitValues: Float64Array;
  /** Normal quantile of the confidence. */
  readonly z: number;
  readonly kernels: MatrixKernels;
  /** Where the kernels compute: as long as a row with its padding, and one element a symbol. */
  readonly scratch: { readonly centred: Float64Array; readonly covariances: Float64Array };
}

/**
 * out[i] = the largest real quantity of order i, shares, whose incremental parametric VaR z*(sigma(book + i) -
 * sigma(book)) is at most budgets[i] (money, >= 0), in closed form: one product of all returns and the book's P&L, however many symbols are ordered.
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

/** Sample variance of the book's P&L, and its covariance with every symbol, by row. */
function bookOf({ pnl, returns, kernels, scratch }: IncrementalVarBatch): {
  variance: number;
  covariances: Float64Array;
} {
  const T = pnl.length;
  const { centred, covariances } = scratch;
  const mean = meanOf(pnl);
  centred.fill(0);
  for (let t = 0; t < T; t++) centred[t] = ((pnl[t] as number) - mean) / (T - 1);
  kernels.multiply(returns, centred, covariances);
  return { variance: sampleVariance(pnl) ?? NaN, covariances };
}
