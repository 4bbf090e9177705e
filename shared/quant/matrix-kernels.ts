/**
 * The heavy numerics over rows of returns, with one interface for the compiled kernels (electron/kernels) and for plain
 * TypeScript (`typescript-kernels.ts`). In float64 both give the same bits, on every machine and on any number of
 * threads; products in float32 agree within their rounding. Shapes of every matrix here: n rows of T elements,
 * row-major, `stride` elements from one row to the next, laid out as `rowsLayout` says; but what `standardise` writes
 * and `rankK` reads lies in panels, as `panelIndex` says.
 */
export interface MatrixKernels {
  readonly name: 'wasm' | 'typescript';

  /**
   * Writes each symbol's returns less their mean and over their length, so that the dot product of two rows is their
   * Pearson correlation (ddof cancels). A symbol whose returns do not vary, or hold a NaN, has a row of NaN.
   */
  standardise(job: StandardiseJob): void;

  /**
   * out = X X', its packed upper triangle. Computes blocks off the job's ticket until none is left and returns how many
   * it did; any number of threads may run one job, which is complete once their counts add up to `rankKBlocks(n)`.
   * An element is the same to the bit whichever thread computes it. A correlation may exceed 1 by its rounding.
   */
  rankK(job: RankKJob): number;

  /** out[i] = sum over t of rows[i,t] * vector[t]; `vector` is padded with zeros as a row is, out holds n. */
  multiply(matrix: MatrixRows, vector: Float64Array, out: Float64Array): void;

  /**
   * out[t] = sum over i of weights[i] * rows[i,t], added in the order of i; out is padded as a row is. The covariance
   * times the weights, (X X') w, is `multiply` of this, without the n x n matrix.
   */
  weightedSum(matrix: MatrixRows, weights: Float64Array, out: Float64Array): void;

  /**
   * Writes the out.length largest values, largest first, and returns their sum, added in that order: of losses the last
   * of out is the quantile and sum / out.length the expected shortfall. `values` stay as they are. A value that is not
   * a number makes all of out and the sum NaN. RangeError when out is empty or longer than the values.
   */
  selectLargest(values: Float64Array, out: Float64Array): number;
}

/** float64 for whatever is audited, float32 for what is only shown. */
export interface MatrixRows<A extends Float64Array | Float32Array = Float64Array> {
  readonly rows: A;
  readonly n: number;
  readonly T: number;
  /** Elements from one row to the next. */
  readonly stride: number;
}

/** `rows` in panels. */
export interface StandardiseJob extends MatrixRows<Float64Array | Float32Array> {
  /** Symbol-major, n x T, without padding. */
  readonly returns: Float64Array;
}

/** `rows` in panels. */
interface RankKOf<A extends Float64Array | Float32Array> extends MatrixRows<A> {
  /** Packed upper triangle, see `packedIndex`. */
  readonly out: A;
  /** One element, 0 at first: the next block to compute. Stored as `rankKBlocks(n)`, it ends the job early. */
  readonly ticket: Int32Array;
}

export type RankKJob = RankKOf<Float64Array> | RankKOf<Float32Array>;

/** Rows and elements of a row come in fours, so that no kernel has a remainder to treat. */
const GROUP = 4;

/** Rows and columns of a block: two blocks' rows of a year of returns fit the second-level cache. */
export const BLOCK = 64;

const roundUp = (count: number): number => Math.ceil(count / GROUP) * GROUP;

/**
 * The layout of an n x T matrix: the least stride, and how many elements it takes with whole groups of rows. Elements
 * from T to the stride are zero; rows from n on may hold anything, since no result is taken from them.
 */
export function rowsLayout(n: number, T: number): { stride: number; length: number } {
  const stride = roundUp(T);
  return { stride, length: roundUp(n) * stride };
}

/**
 * Where element (i, t) lies in panels: those of four rows by turns, as many of each as a SIMD register holds (16 bytes:
 * `lanes` elements), so that a product reads its rows from one place each. As long as rows are.
 */
export function panelIndex(lanes: number, stride: number, i: number, t: number): number {
  return (i - (i % GROUP)) * stride + (t - (t % lanes)) * GROUP + (i % GROUP) * lanes + (t % lanes);
}

/** Elements of the packed upper triangle of an n x n matrix, its diagonal included. */
export const packedLength = (n: number): number => (n * (n + 1)) / 2;

/** Where element (i, j), i <= j, lies in the packed upper triangle, row after row. */
export const packedIndex = (n: number, i: number, j: number): number => i * n - (i * (i - 1)) / 2 + (j - i);

/** Blocks that a rank-k product of n rows is handed out in. */
export const rankKBlocks = (n: number): number => packedLength(Math.ceil(n / BLOCK));

/** RangeError naming what of a matrix does not fit its layout. */
export function assertRows({ rows, n, T, stride }: MatrixRows<Float64Array | Float32Array>): void {
  const { stride: least } = rowsLayout(n, T);
  if (n < 1 || T < 1) throw new RangeError(`A matrix of ${n} x ${T} has no elements`);
  if (stride < least || stride % GROUP !== 0)
    throw new RangeError(`Rows of ${T} need a stride of ${least}, not ${stride}`);
  assertLength('rows', rows, roundUp(n) * stride);
}

/** RangeError when the array named `name` is shorter than `length`. */
export function assertLength(name: string, array: ArrayLike<number>, length: number): void {
  if (array.length < length) throw new RangeError(`${name} holds ${array.length}, needs ${length}`);
}
