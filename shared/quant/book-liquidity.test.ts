import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { computeBookLiquidity } from './book-liquidity.ts';
import { liquidationMultiplier, spreadCost } from './liquidity-adjusted.ts';

describe('book liquidity', () => {
  it('weighs days by gross and sells each position at its own pace', () => {
    const found = computeBookLiquidity({
      values: Float64Array.of(600, -300, 100),
      days: [0.5, 4, 20],
      impactCosts: [1, 2, 3],
    });
    expect(found).toEqual({
      maxDays: 20,
      grossWeightedDays: expect.closeTo(0.3 + 1.2 + 2, 12),
      grossLiquidated: {
        '1': expect.closeTo(0.6 + 0.3 / 4 + 0.1 / 20, 12),
        '2': expect.closeTo(0.6 + 0.15 + 0.01, 12),
        '5': expect.closeTo(0.9 + 0.025, 12),
        '10': expect.closeTo(0.9 + 0.05, 12),
      },
      namesOver1Day: 2,
      namesOver5Days: 1,
      impactCost: 6,
    });
  });

  it('never sells what has no volume, and says what it then cannot say', () => {
    const found = computeBookLiquidity({
      values: Float64Array.of(1, -3),
      days: [0.1, null],
      impactCosts: [1, null],
    });
    expect(found).toMatchObject({
      maxDays: 0.1,
      grossWeightedDays: null,
      grossLiquidated: { '1': 0.25, '10': 0.25 },
      namesOver1Day: 1,
      namesOver5Days: 1,
      impactCost: null,
    });
    expect(
      computeBookLiquidity({ values: Float64Array.of(1), days: [null], impactCosts: [null] }).maxDays,
    ).toBeNull();
  });

  it('is zero for an empty book', () => {
    const none = computeBookLiquidity({ values: new Float64Array(0), days: [], impactCosts: [] });
    expect(none).toMatchObject({ maxDays: 0, grossWeightedDays: 0, impactCost: 0, namesOver1Day: 0 });
    expect(none.grossLiquidated).toEqual({ '1': 0, '2': 0, '5': 0, '10': 0 });
  });
});

describe('liquidity-adjusted VaR', () => {
  it.each([
    [0, 1],
    [0.3, 1],
    [1, 1],
    [1.1, Math.sqrt(1.25)],
    [5, Math.sqrt((25 + 16 + 9 + 4 + 1) / 25)],
  ])('a position of %d days loses %d times as much', (days, multiplier) => {
    expect(liquidationMultiplier(days)).toBeCloseTo(multiplier, 14);
  });

  it('grows as the root of the sum of squares of what is left each day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (n) => {
        let squares = 0;
        for (let day = 0; day < n; day++) squares += ((n - day) / n) ** 2;
        expect(liquidationMultiplier(n)).toBeCloseTo(Math.sqrt(squares), 9);
      }),
    );
  });

  it('adds half a stressed spread of either side', () => {
    const spread = { mean: 0.001, stdDev: 0.0005 };
    expect(spreadCost(1_000_000, spread)).toBeCloseTo(1250, 9);
    expect(spreadCost(-1_000_000, spread, 4.5)).toBeCloseTo(1625, 9);
    expect(spreadCost(0, spread)).toBe(0);
  });
});
