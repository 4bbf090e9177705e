import { fc } from '#shared/testing/seeded-check.testing.ts';
import { panelIndex, rowsLayout } from './matrix-kernels.ts';

const smallNumber = fc.integer({ min: -1e6, max: 1e6 }).map((millionths) => millionths / 1e6);

/** Numbers over the whole range that matters to rounding: zeros, subnormals, and 300 orders of magnitude. */
const numberOfAnySize = fc.oneof(
  smallNumber,
  fc.constantFrom(0, -0, 5e-324, -2.2e-308, 1e-160),
  fc.tuple(smallNumber, fc.integer({ min: -160, max: 150 })).map(([value, power]) => value * 10 ** power),
);

/** Sizes around every boundary: one, a group of four, a block of 64, and one more or less of each. */
const count = fc.oneof(
  fc.integer({ min: 1, max: 12 }),
  fc.constantFrom(63, 64, 65, 130),
  fc.integer({ min: 1, max: 70 }),
);

export interface Shape {
  readonly n: number;
  readonly T: number;
  readonly values: Float64Array;
}

/** An n x T matrix without padding. `ofAnySize`: a few numbers of any size, repeated; else n x T numbers in [-1, 1]. */
const shapeOf = (value: fc.Arbitrary<number>): fc.Arbitrary<Shape> =>
  fc
    .record({ n: count, T: count, pool: fc.array(value, { minLength: 1, maxLength: 100, size: 'max' }) })
    .map(({ n, T, pool }) => ({
      n,
      T,
      values: Float64Array.from({ length: n * T }, (_, at) => spread(pool, at)),
    }));

/** Another stride through the pool each round, so that few numbers make rows that differ. */
const spread = (pool: readonly number[], at: number): number =>
  pool[(at * 7 + Math.floor(at / pool.length) * 3) % pool.length] as number;

/** A share of a whole, 0 and 1 with it. */
export const shares = fc.nat(100).map((percent) => percent / 100);

export const shapes = shapeOf(smallNumber);
export const shapesOfAnySize = shapeOf(numberOfAnySize);

/** The values in rows as `rowsLayout` lays them out, with `gap` more groups of four between two rows. */
export function paddedRows<A extends Float64Array | Float32Array>(
  { n, T, values }: Shape,
  allocate: (length: number) => A,
  gap = 0,
): { rows: A; n: number; T: number; stride: number } {
  const least = rowsLayout(n, T);
  const stride = least.stride + 4 * gap;
  const rows = allocate((least.length / least.stride) * stride);
  rows.fill(NaN);
  for (let i = 0; i < n; i++) {
    rows.fill(0, i * stride, i * stride + least.stride);
    rows.set(values.subarray(i * T, i * T + T), i * stride);
  }
  return { rows, n, T, stride };
}

/** The same in panels, see `panelIndex`. */
export function panelRows<A extends Float64Array | Float32Array>(
  shape: Shape,
  allocate: (length: number) => A,
  gap = 0,
): { rows: A; n: number; T: number; stride: number } {
  const matrix = paddedRows(shape, allocate, gap);
  const { n, T, stride } = matrix;
  const rows = allocate(matrix.rows.length);
  rows.fill(NaN);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < rowsLayout(n, T).stride; t++) {
      rows[panelIndex(16 / rows.BYTES_PER_ELEMENT, stride, i, t)] = matrix.rows[i * stride + t] as number;
    }
  }
  return { rows, n, T, stride };
}
