import { expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { solveMinVariance } from './bounded-min-variance.ts';
import { at, factorOf, factors, varianceOf } from './factor.testing.ts';

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

it('two_assets_have_the_closed_form', () => {
  const [a, b, rho] = [0.2, 0.3, 0.25];
  const factor = factorOf(
    [a, b],
    [
      [1, rho],
      [rho, 1],
    ],
  );
  const cross = rho * a * b;
  const wanted = (b * b - cross) / (a * a + b * b - 2 * cross);
  expect(at(solveMinVariance(factor, 1) ?? [], 0)).toBeCloseTo(wanted, 12);
});

it('cap_that_binds_is_taken_and_the_rest_shared_as_before', () => {
  const identity = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  // Without correlation weights go with 1 / variance: 4 : 1 : 1 unbounded, and half to the first under the cap.
  const x = solveMinVariance(factorOf([0.1, 0.2, 0.2], identity), 0.5);
  for (const [i, wanted] of [0.5, 0.25, 0.25].entries()) expect(at(x ?? [], i)).toBeCloseTo(wanted, 12);
});

it('caps_that_add_up_to_one_are_all_taken', () => {
  const x = solveMinVariance(
    factorOf(
      [0.1, 0.2],
      [
        [1, 0.3],
        [0.3, 1],
      ],
    ),
    0.5,
  );
  for (const i of [0, 1]) expect(at(x ?? [], i)).toBeCloseTo(0.5, 14);
});

it('asset_that_only_adds_risk_is_left_out', () => {
  const x = solveMinVariance(
    factorOf(
      [0.1, 0.4],
      [
        [1, 0.9],
        [0.9, 1],
      ],
    ),
    1,
  );
  expect([...(x ?? [])]).toEqual([1, 0]);
});

it('name_of_the_least_variance_that_starts_at_the_cap_comes_off_it_where_two_others_hedge', () => {
  const x = solveMinVariance(
    factorOf(
      [0.1, 0.11, 0.12],
      [
        [1, 0.6, 0.6],
        [0.6, 1, -0.25],
        [0.6, -0.25, 1],
      ],
    ),
    0.6,
  );
  const cross = -0.25 * 0.11 * 0.12;
  const second = (0.12 ** 2 - cross) / (0.11 ** 2 + 0.12 ** 2 - 2 * cross);
  for (const [i, wanted] of [0, second, 1 - second].entries()) expect(at(x ?? [], i)).toBeCloseTo(wanted, 10);
});

it('no_shift_between_two_names_within_the_bounds_lowers_the_variance', () => {
  fc.assert(
    fc.property(factors, fc.double({ min: 0, max: 1, noNaN: true }), (factor, loose) => {
      const { symbols } = factor;
      const cap = 1 / symbols + loose * (1 - 1 / symbols);
      const x = solveMinVariance(factor, cap);
      if (x === null) throw new Error('no solution');
      expect(Math.abs(sumOf(x) - 1)).toBeLessThanOrEqual(1e-10);
      expect(x.every((value) => value >= 0 && value <= cap)).toBe(true);
      const least = varianceOf(factor, x);
      for (let from = 0; from < symbols; from++)
        for (let to = 0; to < symbols; to++)
          for (const size of [1e-2, 1e-4]) {
            const shift = Math.min(size, at(x, from), cap - at(x, to));
            if (from === to || shift < 1e-9) continue;
            const moved = x.map((value, s) => value + (s === to ? shift : s === from ? 0 - shift : 0));
            expect(varianceOf(factor, moved)).toBeGreaterThanOrEqual(least * (1 - 1e-9));
          }
    }),
    { numRuns: 200 },
  );
});

it('several_books_of_the_least_variance_are_no_solution', () => {
  const row = [0.01, -0.02, 0.03, -0.01];
  const scaled = Float64Array.from([...row, ...row.map((value) => 0 - value), 0.05, 0.02, -0.04, 0.01]);
  expect(solveMinVariance({ symbols: 3, T: 4, ridge: 0, scaled }, 1)).toBeNull();
});
