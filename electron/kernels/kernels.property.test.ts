import { beforeEach, describe, expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import {
  packedLength,
  rankKBlocks,
  rowsLayout,
  type MatrixKernels,
  type MatrixRows,
  type RankKJob,
} from '#shared/quant/matrix-kernels.ts';
import { paddedRows, panelRows, shapes, shapesOfAnySize, shares } from '#shared/quant/random-rows.testing.ts';
import { typescriptKernels } from '#shared/quant/typescript-kernels.ts';
import { KernelMemory } from './kernel-memory.ts';
import { createKernels } from './kernels.ts';

/*
 * The compiled kernels against those in TypeScript, bit for bit but for float32 products: what those compute is tested
 * where they lie. Both get the same arrays, the results lie between guards that nobody may touch.
 */
const GUARD = -7.25;
const kernelMemory = new KernelMemory(8 * 1024 * 1024);
const compiled = createKernels(kernelMemory.memory);
const float64 = (length: number): Float64Array => kernelMemory.float64(length);
const float32 = (length: number): Float32Array => kernelMemory.float32(length);
const anyShape = fc.oneof(shapes, shapesOfAnySize);

/** Bits, one NaN being as good as another: which NaN an operation gives is the processor's choice. */
function expectSameBits(actual: Float64Array | Float32Array, expected: Float64Array | Float32Array): void {
  const differs = actual.findIndex((value, at) => !Object.is(value, expected[at]));
  if (differs >= 0) expect.fail(`[${differs}] is ${actual[differs]}, not ${expected[differs]}`);
}

/** What each of both kernels writes into `length` elements, and that it writes no further. */
function expectSameResult<A extends Float64Array | Float32Array>(
  allocate: (length: number) => A,
  length: number,
  run: (kernels: MatrixKernels, out: A) => unknown,
): void {
  const results = [typescriptKernels, compiled].map((kernels) => {
    const guarded = allocate(length + 2);
    guarded.fill(GUARD);
    const value = run(kernels, guarded.subarray(1, length + 1) as A);
    return { guarded, value };
  });
  const [expected, actual] = results;
  expect(actual?.value).toEqual(expected?.value);
  expectSameBits(actual?.guarded as A, expected?.guarded as A);
  expect([expected?.guarded[0], expected?.guarded[length + 1]]).toEqual([GUARD, GUARD]);
}

function rankKOf<A extends Float64Array | Float32Array>(
  kernels: MatrixKernels,
  matrix: MatrixRows<A>,
  out: A,
): number {
  const ticket = kernelMemory.int32(1).fill(0);
  return kernels.rankK({ ...matrix, out, ticket } as RankKJob);
}

function standardise<A extends Float64Array | Float32Array>(
  { n, T, returns }: { n: number; T: number; returns: Float64Array },
  allocate: (length: number) => A,
): void {
  const { stride, length } = rowsLayout(n, T);
  expectSameResult(allocate, length, (kernels, rows) => kernels.standardise({ n, T, stride, returns, rows }));
}

beforeEach(() => kernelMemory.reset());

describe('compiled kernels', () => {
  it('createKernels_here_areTheCompiledOnes', () => {
    expect(compiled).toMatchObject({ name: 'wasm', fallback: null });
  });

  it('rankK_anyShapeAndScale_isTheSameToTheBit', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(2), (shape, gap) => {
        kernelMemory.reset();
        const matrix = panelRows(shape, float64, gap);
        expectSameResult(float64, packedLength(shape.n), (kernels, out) => rankKOf(kernels, matrix, out));
      }),
      { numRuns: 150 },
    );
  });

  it('rankK_float32_isTheSameWithinItsRounding', () => {
    fc.assert(
      fc.property(shapes, fc.nat(2), (shape, gap) => {
        kernelMemory.reset();
        const matrix = panelRows(shape, float32, gap);
        const [expected, actual] = [typescriptKernels, compiled].map((kernels) => {
          const out = float32(packedLength(shape.n) + 1).fill(GUARD);
          expect(rankKOf(kernels, matrix, out)).toBe(rankKBlocks(shape.n));
          expect(out.at(-1)).toBe(GUARD);
          return out;
        });
        const tolerance = (shape.T / 4 + 4) * 2 ** -23 * shape.T;
        const differs = actual?.findIndex(
          (value, at) => !(Math.abs(value - (expected?.[at] as number)) <= tolerance),
        );
        expect(differs).toBe(-1);
      }),
      { numRuns: 100 },
    );
  });

  it('multiplyAndWeightedSum_anyShapeAndScale_areTheSameToTheBit', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(2), (shape, gap) => {
        kernelMemory.reset();
        const matrix = paddedRows(shape, float64, gap);
        const weights = float64(shape.n);
        weights.set(shape.values.subarray(0, shape.n));
        const vector = float64(matrix.stride).fill(0);
        vector.set(shape.values.subarray(0, shape.T).toReversed());
        const padded = matrix.stride - 4 * gap;
        expectSameResult(float64, shape.n, (kernels, out) => kernels.multiply(matrix, vector, out));
        expectSameResult(float64, padded, (kernels, out) => kernels.weightedSum(matrix, weights, out));
      }),
      { numRuns: 150 },
    );
  });

  it('standardise_anyShapeAndScale_isTheSameToTheBit', () => {
    fc.assert(
      fc.property(anyShape, fc.boolean(), (shape, isConstant) => {
        kernelMemory.reset();
        const { n, T } = shape;
        const returns = float64(n * T);
        returns.set(shape.values);
        if (isConstant) returns.fill(0.1, 0, T);
        standardise({ n, T, returns }, float64);
        standardise({ n, T, returns }, float32);
      }),
      { numRuns: 150 },
    );
  });

  it('selectLargest_anyValues_areTheSameToTheBit', () => {
    const withNaN = fc.constantFrom(false, false, false, true);
    fc.assert(
      fc.property(anyShape, shares, withNaN, (shape, share, hasNaN) => {
        kernelMemory.reset();
        const values = float64(shape.values.length);
        values.set(shape.values);
        if (hasNaN) values[values.length >> 1] = NaN;
        const k = Math.max(1, Math.round(share * values.length));
        expectSameResult(float64, k, (kernels, out) => kernels.selectLargest(values, out));
      }),
      { numRuns: 150 },
    );
  });
});
