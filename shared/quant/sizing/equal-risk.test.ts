import { expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { PUBLISHED_EQUAL_RISK } from '../reference/equal-risk-values.ts';
import { solveEqualRisk } from './equal-risk.ts';
import { at, contributionsOf, factorOf, factors, varianceOf } from './factor.testing.ts';

it.each(PUBLISHED_EQUAL_RISK)('weights_of_equal_risk_are_published: $source', (row) => {
  const x = solveEqualRisk(factorOf(row.volatilities, row.correlations)) ?? new Float64Array(0);
  const sum = x.reduce((total, value) => total + value, 0);
  for (const [i, weight] of row.weights.entries())
    expect(Math.abs(at(x, i) / sum - weight)).toBeLessThanOrEqual(row.tolerance);
});

it('two_assets_get_inverse_volatility_whatever_their_correlation', () => {
  const x = solveEqualRisk(
    factorOf(
      [0.1, 0.4],
      [
        [1, -0.6],
        [-0.6, 1],
      ],
    ),
  );
  expect(at(x ?? [], 0) / at(x ?? [], 1)).toBeCloseTo(4, 8);
});

it('parts_of_the_risk_are_equal_and_the_variance_is_one', () => {
  fc.assert(
    fc.property(factors, (factor) => {
      const x = solveEqualRisk(factor);
      if (x === null) throw new Error('not converged');
      for (const part of contributionsOf(factor, x))
        expect(Math.abs(part * factor.symbols - 1)).toBeLessThanOrEqual(1e-8);
      expect(varianceOf(factor, x)).toBeCloseTo(1, 8);
      expect(x.every((value) => value > 0)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('order_of_the_names_does_not_matter', () => {
  fc.assert(
    fc.property(factors, (factor) => {
      const { symbols, T, scaled } = factor;
      const turned = Float64Array.from(scaled, (_, i) => at(scaled, (i + T) % (symbols * T)));
      const x = solveEqualRisk(factor) ?? [];
      const y = solveEqualRisk({ ...factor, scaled: turned }) ?? [];
      for (let s = 0; s < symbols; s++) expect(at(y, s) / at(x, (s + 1) % symbols)).toBeCloseTo(1, 7);
    }),
    { numRuns: 100 },
  );
});

it('names_that_hedge_each_other_completely_have_no_solution', () => {
  const row = [0.01, -0.02, 0.03, -0.01];
  const scaled = Float64Array.from([...row, ...row.map((value) => 0 - value)]);
  expect(solveEqualRisk({ symbols: 2, T: 4, ridge: 0, scaled })).toBeNull();
});

it('name_that_does_not_move_or_is_not_a_number_has_no_solution', () => {
  const scaled = Float64Array.from([0.01, -0.01, 0, 0]);
  expect(solveEqualRisk({ symbols: 2, T: 2, ridge: 0, scaled })).toBeNull();
  expect(
    solveEqualRisk({ symbols: 2, T: 2, ridge: 0, scaled: scaled.map((v, i) => (i === 3 ? NaN : v)) }),
  ).toBeNull();
  expect(solveEqualRisk({ symbols: 0, T: 2, ridge: 0, scaled: new Float64Array(0) })).toBeNull();
});
