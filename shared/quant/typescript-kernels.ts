import {
  assertLength,
  assertRows,
  BLOCK,
  packedIndex,
  packedLength,
  panelIndex,
  rankKBlocks,
  rowsLayout,
  type MatrixKernels,
  type MatrixRows,
  type RankKJob,
  type StandardiseJob,
} from './matrix-kernels.ts';
import { selectLargest } from './select-largest.ts';

/** Returns that vary less than this share of their largest are taken not to vary: what is left is rounding. */
const CONSTANT = 1e-12;

/**
 * The kernels in plain TypeScript, for where the compiled ones cannot be had. Sums of products run in as many lanes as
 * a SIMD register has, two of float64 and four of float32, in `multiply` as four registers have, so that both give the
 * same bits in float64.
 */
export const typescriptKernels: MatrixKernels = {
  name: 'typescript',
  standardise,
  rankK,
  multiply,
  weightedSum,
  selectLargest,
};

function standardise(job: StandardiseJob): void {
  const { returns, rows, n, T, stride } = job;
  assertRows(job);
  assertLength('returns', returns, n * T);
  const padded = rowsLayout(n, T).stride;
  const lanes = lanesOf(rows);
  for (let i = 0; i < n; i++) {
    const row = standardisedRow(returns.subarray(i * T, i * T + T));
    for (let t = 0; t < padded; t++) rows[panelIndex(lanes, stride, i, t)] = t < T ? row(t) : 0;
  }
}

const lanesOf = (rows: Float64Array | Float32Array): number => 16 / rows.BYTES_PER_ELEMENT;

/** Scaled by the largest return before it is squared, so that neither tiny nor huge returns leave the float's range. */
function standardisedRow(returns: Float64Array): (t: number) => number {
  const T = returns.length;
  const sums = [0, 0] as [number, number];
  let peak = 0;
  for (let t = 0; t < T; t++) {
    const value = returns[t] as number;
    sums[(t & 1) as 0 | 1] += value;
    peak = Math.max(peak, Math.abs(value));
  }
  const mean = (sums[0] + sums[1]) / T;
  const scale = 1 / peak;
  const squares = [0, 0] as [number, number];
  for (let t = 0; t < T; t++) squares[(t & 1) as 0 | 1] += (((returns[t] as number) - mean) * scale) ** 2;
  const total = squares[0] + squares[1];
  const factor = total > T * CONSTANT * CONSTANT ? scale / Math.sqrt(total) : NaN;
  return (t) => ((returns[t] as number) - mean) * factor;
}

function rankK(job: RankKJob): number {
  const { rows, n, stride, out, ticket } = job;
  assertRows(job);
  assertLength('out', out, packedLength(n));
  assertLength('ticket', ticket, 1);
  const padded = rowsLayout(n, job.T).stride;
  const dot = rows instanceof Float64Array ? dotOf64(rows, padded) : dotOf32(rows, padded);
  const lanes = lanesOf(rows);
  const across = Math.ceil(n / BLOCK);
  const blocks = rankKBlocks(n);
  let done = 0;
  for (let block = Atomics.add(ticket, 0, 1); block < blocks; block = Atomics.add(ticket, 0, 1)) {
    const { row, column } = blockAt(block, across);
    for (let i = row * BLOCK; i < Math.min(n, (row + 1) * BLOCK); i++) {
      for (let j = Math.max(i, column * BLOCK); j < Math.min(n, (column + 1) * BLOCK); j++) {
        out[packedIndex(n, i, j)] = dot(panelIndex(lanes, stride, i, 0), panelIndex(lanes, stride, j, 0));
      }
    }
    done++;
  }
  return done;
}

/** Blocks are numbered as the packed triangle is: row after row, from the diagonal on. */
function blockAt(block: number, across: number): { row: number; column: number } {
  let row = 0;
  let left = block;
  while (left >= across - row) {
    left -= across - row;
    row++;
  }
  return { row, column: row + left };
}

/** The product of the rows that begin at a and b. */
type Dot = (a: number, b: number) => number;

const dotOf64 = (rows: Float64Array, padded: number): Dot => {
  return (a, b) => {
    let even = 0;
    let odd = 0;
    for (let t = 0; t < 4 * padded; t += 8) {
      even += (rows[a + t] as number) * (rows[b + t] as number);
      odd += (rows[a + t + 1] as number) * (rows[b + t + 1] as number);
    }
    return even + odd;
  };
};

const dotOf32 = (rows: Float32Array, padded: number): Dot => {
  const { fround } = Math;
  const product = (a: number, b: number): number => fround((rows[a] as number) * (rows[b] as number));
  return (a, b) => {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let t = 0; t < 4 * padded; t += 16) {
      first = fround(first + product(a + t, b + t));
      second = fround(second + product(a + t + 1, b + t + 1));
      third = fround(third + product(a + t + 2, b + t + 2));
      fourth = fround(fourth + product(a + t + 3, b + t + 3));
    }
    return fround(fround(first + third) + fround(second + fourth));
  };
};

function multiply(matrix: MatrixRows, vector: Float64Array, out: Float64Array): void {
  const { rows, n, T, stride } = matrix;
  const padded = rowsLayout(n, T).stride;
  assertRows(matrix);
  assertLength('vector', vector, padded);
  assertLength('out', out, n);
  const sums = new Float64Array(8);
  const pair = (at: number): number => (sums[at] as number) + (sums[at + 2] as number);
  for (let i = 0; i < n; i++) {
    sums.fill(0);
    for (let t = 0; t < padded; t++) {
      sums[t & 7] = (sums[t & 7] as number) + (rows[i * stride + t] as number) * (vector[t] as number);
    }
    out[i] = pair(0) + pair(4) + (pair(1) + pair(5));
  }
}

function weightedSum(matrix: MatrixRows, weights: Float64Array, out: Float64Array): void {
  const { rows, n, T, stride } = matrix;
  const padded = rowsLayout(n, T).stride;
  assertRows(matrix);
  assertLength('weights', weights, n);
  assertLength('out', out, padded);
  out.fill(0, 0, padded);
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    for (let t = 0; t < padded; t++) out[t] = (out[t] as number) + weight * (rows[i * stride + t] as number);
  }
}
