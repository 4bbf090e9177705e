import { expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { sampleVariance } from '../moments.ts';
import { paddedRows, type Shape } from '../random-rows.testing.ts';
import { varianceAfter } from '../scenario.ts';
import { typescriptKernels } from '../typescript-kernels.ts';
import { at } from './factor.testing.ts';
import {
  computeIncrementalVars,
  sizeByIncrementalVar,
  type IncrementalVarBatch,
} from './incremental-var-batch.ts';

const T = 30;
const batches: fc.Arbitrary<IncrementalVarBatch> = fc
  .record({
    pnl: fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: T, maxLength: T }),
    returns: fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), {
      minLength: 3 * T,
      maxLength: 3 * T,
    }),
    rows: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
    unitValues: fc.array(fc.constantFrom(-80, -1, 3, 250), { minLength: 4, maxLength: 4 }),
  })
  .map(({ pnl, returns, rows, unitValues }) => {
    const table = Float64Array.from(returns);
    return {
      pnl: Float64Array.from(pnl),
      ...matrixOf({ n: 3, T, values: table }),
      variances: Float64Array.from([0, 1, 2], (row) => sampleVariance(table, row * T, T) ?? NaN),
      rows: Int32Array.from(rows),
      unitValues: Float64Array.from(unitValues),
      z: 2.326,
    };
  })
  .filter(({ variances }) => variances.every((variance) => variance > 1e-6));

/** The returns in rows with their padding, and the room that the kernels in TypeScript take. */
function matrixOf(shape: Shape): Pick<IncrementalVarBatch, 'returns' | 'kernels' | 'scratch'> {
  const float64 = (length: number): Float64Array => new Float64Array(length);
  const returns = paddedRows(shape, float64);
  const scratch = { centred: float64(returns.stride).fill(NaN), covariances: float64(shape.n) };
  return { returns, kernels: typescriptKernels, scratch };
}

/** Incremental VaR by summing the scenarios again. */
function byDefinition(
  { pnl, returns, rows, unitValues, z }: IncrementalVarBatch,
  i: number,
  n: number,
): number {
  const sigmaWith = (delta: number): number =>
    Math.sqrt(varianceAfter(pnl, delta, returns.rows, at(rows, i) * returns.stride, T));
  return z * (sigmaWith(at(unitValues, i) * n) - sigmaWith(0));
}

it('incremental_vars_of_a_batch_are_those_of_the_definition', () => {
  fc.assert(
    fc.property(batches, fc.double({ min: 0, max: 1e4, noNaN: true }), (batch, n) => {
      const out = new Float64Array(4);
      computeIncrementalVars(batch, new Float64Array(4).fill(n), out);
      for (let i = 0; i < 4; i++) {
        const scale = 1 + Math.abs(n * at(batch.unitValues, i)) + 1e5;
        expect(Math.abs(at(out, i) - byDefinition(batch, i, n))).toBeLessThanOrEqual(1e-7 * scale);
      }
    }),
  );
});

it('each_size_uses_its_budget', () => {
  fc.assert(
    fc.property(batches, fc.double({ min: 1, max: 1e5, noNaN: true }), (batch, budget) => {
      const out = new Float64Array(4);
      sizeByIncrementalVar(batch, new Float64Array(4).fill(budget), out);
      for (let i = 0; i < 4; i++) {
        const used = byDefinition(batch, i, at(out, i));
        expect(Math.abs(used - budget)).toBeLessThanOrEqual(1e-7 * (budget + 1e6));
        expect(byDefinition(batch, i, at(out, i) * 1.001)).toBeGreaterThan(used);
      }
    }),
  );
});

it('symbol_that_does_not_move_has_no_bound_and_a_number_that_is_none_stays_one', () => {
  const base = {
    pnl: Float64Array.of(1, -2, 3),
    rows: Int32Array.of(0),
    unitValues: Float64Array.of(10),
    z: 2,
  };
  const returns = matrixOf({ n: 1, T: 3, values: new Float64Array(3) });
  const flat = { ...base, ...returns, variances: new Float64Array(1) };
  const out = new Float64Array(1);
  sizeByIncrementalVar(flat, Float64Array.of(5), out);
  expect(at(out, 0)).toBe(Infinity);
  sizeByIncrementalVar({ ...flat, unitValues: Float64Array.of(NaN) }, Float64Array.of(5), out);
  expect(at(out, 0)).toBeNaN();
});
