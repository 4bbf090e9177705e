import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { computeDrawdown, constantHoldingsValues } from './drawdown.ts';

describe('drawdown', () => {
  it.each([
    [[100, 120, 90, 130, 105], { amount: 30, peak: 1, trough: 2 }, { amount: 0.25, peak: 1, trough: 2 }],
    [[10, 5, 100, 80], { amount: 20, peak: 2, trough: 3 }, { amount: 0.5, peak: 0, trough: 1 }],
    [[1, 2, 3], { amount: 0, peak: 0, trough: 0 }, { amount: 0, peak: 0, trough: 0 }],
    [[9, 4, 9, 4], { amount: 5, peak: 0, trough: 1 }, { amount: 5 / 9, peak: 0, trough: 1 }],
  ])('of %j', (values, amount, fraction) => {
    const found = computeDrawdown(Float64Array.from(values));
    expect(found).toMatchObject({ amount: amount.amount, peak: amount.peak, trough: amount.trough });
    expect(found?.fraction).toMatchObject({ peak: fraction.peak, trough: fraction.trough });
    expect(found?.fraction?.amount).toBeCloseTo(fraction.amount, 15);
  });

  it('has no fraction of a path that is not always above 0, and is null of none or of no numbers', () => {
    expect(computeDrawdown(Float64Array.of(5, -5, 0))).toMatchObject({ amount: 10, fraction: null });
    expect(computeDrawdown(new Float64Array(0))).toBeNull();
    expect(computeDrawdown(Float64Array.of(1, NaN, 2))).toBeNull();
  });

  it('is the largest of all falls from one value to a later one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 }), (values) => {
        const found = computeDrawdown(Float64Array.from(values));
        const falls = values.flatMap((from, i) => values.slice(i).map((to) => from - to));
        expect(found?.amount).toBe(Math.max(...falls));
        expect((values[found?.peak ?? -1] ?? NaN) - (values[found?.trough ?? -1] ?? NaN)).toBe(found?.amount);
      }),
    );
  });
});

describe('constant holdings', () => {
  it('are quantities times closes', () => {
    const closes = fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(closes, closes, fc.integer({ min: -9, max: 9 }), (a, b, quantity) => {
        const T = a.length - 1;
        const returns = Float64Array.from(
          [a, b].flatMap((row) => row.slice(1).map((close, t) => close / (row[t] as number) - 1)),
        );
        const book = Float64Array.of(quantity * (a[T] as number), 7 * (b[T] as number));
        const values = constantHoldingsValues(returns, T, book);
        a.forEach((close, t) => expect(values[t]).toBeCloseTo(quantity * close + 7 * (b[t] as number), 9));
      }),
    );
  });

  it('are not known before a return of -100 %', () => {
    expect(
      computeDrawdown(constantHoldingsValues(Float64Array.of(0.1, -1), 2, Float64Array.of(5))),
    ).toBeNull();
  });
});
