import { describe, expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { largestLosses, meanOfWorst } from './largest-losses.ts';
import { packedIndex, packedLength, panelIndex, rankKBlocks, type RankKJob } from './matrix-kernels.ts';
import { paddedRows, panelRows, shapes, shapesOfAnySize, shares, type Shape } from './random-rows.testing.ts';
import { standardiseReturns } from './standardised-returns.ts';
import { typescriptKernels } from './typescript-kernels.ts';

const float64 = (length: number): Float64Array => new Float64Array(length);
const float32 = (length: number): Float32Array => new Float32Array(length);

/** The sum and the sum of sizes, in plain order: what a dot product is, and what its rounding is measured by. */
function plainDot({ T, values }: Shape, i: number, j: number): { sum: number; size: number } {
  let [sum, size] = [0, 0];
  for (let t = 0; t < T; t++) {
    const product = (values[i * T + t] as number) * (values[j * T + t] as number);
    sum += product;
    size += Math.abs(product);
  }
  return { sum, size };
}

function expectProducts(shape: Shape, out: Float64Array | Float32Array, tolerance: number): void {
  for (let i = 0; i < shape.n; i++) {
    for (let j = i; j < shape.n; j++) {
      const { sum, size } = plainDot(shape, i, j);
      const error = Math.abs((out[packedIndex(shape.n, i, j)] as number) - sum);
      if (!(error <= tolerance * size + Number.MIN_VALUE * shape.T)) {
        expect.fail(`(${i}, ${j}) of ${shape.n} x ${shape.T} is off by ${error}`);
      }
    }
  }
}

describe('rankK', () => {
  it('rankK_anyShape_isEveryPairOfRowsMultiplied', () => {
    fc.assert(
      fc.property(shapes, fc.nat(2), (shape, gap) => {
        const out = float64(packedLength(shape.n));
        const job = { ...panelRows(shape, float64, gap), out, ticket: new Int32Array(1) };
        expect(typescriptKernels.rankK(job)).toBe(rankKBlocks(shape.n));
        expect(typescriptKernels.rankK(job)).toBe(0);
        expectProducts(shape, out, 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('rankK_float32_isTheSameWithinItsRounding', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const values = Float64Array.from(Float32Array.from(shape.values));
        const out = float32(packedLength(shape.n));
        const job: RankKJob = { ...panelRows(shape, float32), out, ticket: new Int32Array(1) };
        typescriptKernels.rankK(job);
        expectProducts({ ...shape, values }, out, 70 * 2 ** -24);
      }),
      { numRuns: 40 },
    );
  });
});

describe('multiply and weightedSum', () => {
  it('multiply_ofWeightedSum_isTheMatrixOfProductsTimesTheWeights', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { n, T } = shape;
        const matrix = paddedRows(shape, float64, 1);
        const weights = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
        const pnl = float64(matrix.stride);
        const product = float64(n);
        typescriptKernels.weightedSum(matrix, weights, pnl);
        typescriptKernels.multiply(matrix, pnl, product);
        for (let i = 0; i < n; i++) {
          let expected = 0;
          for (let j = 0; j < n; j++) expected += plainDot(shape, i, j).sum * (weights[j] as number);
          expect(Math.abs((product[i] as number) - expected)).toBeLessThanOrEqual(1e-12 * n * T);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('standardise', () => {
  it('standardise_anyReturns_areThoseOfStandardiseReturns', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(1, 1e-100, 1e100), (shape, scale) => {
        const { n, T } = shape;
        const returns = shape.values.map((value) => value * scale);
        const expected = standardiseReturns(returns, T);
        const job = { ...paddedRows(shape, float64), returns };
        job.rows.fill(7);
        typescriptKernels.standardise(job);
        for (let i = 0; i < n; i++) {
          const all = Array.from({ length: job.stride }, (_, t) => job.rows[panelIndex(2, job.stride, i, t)]);
          const row = all.slice(0, T) as number[];
          const whole = expected.subarray(i * T, i * T + T);
          if (Number.isNaN(whole[0])) expect(row.every(Number.isNaN)).toBe(true);
          else
            expect(Math.max(...row.map((value, t) => Math.abs(value - (whole[t] as number))))).toBeLessThan(
              1e-11,
            );
          expect(all.slice(T).every((value) => value === 0)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['constant', [0.1, 0.1, 0.1, 0.1]],
    ['zero', [0, 0, 0, 0]],
    ['one', [0.5]],
    ['holding a NaN', [0.1, NaN, 0.2]],
    ['holding an infinity', [0.1, Infinity, 0.2]],
    ['too small for a reciprocal', [1e-320, 2e-320]],
  ])('standardise_returns_%s_areNaN', (_what, values) => {
    const T = values.length;
    const shape = { n: 1, T, values: Float64Array.from(values) };
    const job = { ...paddedRows(shape, float64), returns: shape.values };
    typescriptKernels.standardise(job);
    expect(values.every((_, t) => Number.isNaN(job.rows[panelIndex(2, job.stride, 0, t)]))).toBe(true);
  });

  it.each([1e-290, 1e-160, 1, 1e160, 1e300])('standardise_returnsOfSize_%s_haveUnitLength', (size) => {
    const values = Float64Array.from([1, -2, 3, -1, 0.5], (value) => value * size);
    const job = { ...paddedRows({ n: 1, T: 5, values }, float64), returns: values };
    typescriptKernels.standardise(job);
    const row = values.map((_, t) => job.rows[panelIndex(2, job.stride, 0, t)] as number);
    expect(row.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
  });
});

describe('selectLargest', () => {
  it('selectLargest_anyValues_areTheWorstOfLargestLosses', () => {
    fc.assert(
      fc.property(shapesOfAnySize, shares, ({ values }, share) => {
        const k = Math.max(1, Math.round(share * values.length));
        const [out, expected] = [float64(k), float64(k)];
        const sum = typescriptKernels.selectLargest(values, out);
        largestLosses(
          values.map((value) => -value),
          values.length,
          k,
          expected,
        );
        expect(out.map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
        expect(sum / k + 0).toBe(meanOfWorst(expected, k) + 0);
      }),
      { numRuns: 60 },
    );
  });

  it('selectLargest_aNaN_makesEverythingNaN', () => {
    const out = float64(2);
    expect(typescriptKernels.selectLargest(Float64Array.of(1, 2, 3, NaN), out)).toBeNaN();
    expect(out.every(Number.isNaN)).toBe(true);
  });

  it.each([
    ['nothing', 0],
    ['more than there is', 4],
  ])('selectLargest_%s_isRefused', (_what, k) => {
    expect(() => typescriptKernels.selectLargest(Float64Array.of(1, 2, 3), float64(k))).toThrow(RangeError);
  });
});

it.each([
  ['too few rows', { rows: float64(8), n: 5, T: 4, stride: 4 }],
  ['an odd stride', { rows: float64(99), n: 4, T: 4, stride: 5 }],
  ['a stride below a row', { rows: float64(99), n: 4, T: 5, stride: 4 }],
  ['no rows', { rows: float64(99), n: 0, T: 4, stride: 4 }],
])('rankK_%s_isRefused', (_what, matrix) => {
  const job = { ...matrix, out: float64(99), ticket: new Int32Array(1) };
  expect(() => typescriptKernels.rankK(job)).toThrow(RangeError);
});
