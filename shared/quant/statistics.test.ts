import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { computeBeta } from './beta.ts';
import { computeCornishFisherVar, cornishFisherQuantile } from './cornish-fisher.ts';
import { computeVolumeStatistics, daysToLiquidate, impactBps } from './liquidity.ts';
import { computeMoments, sampleStdDev } from './moments.ts';
import { inverseNormalCdf } from './normal.ts';
import { computeOverlappingReturns } from './overlapping.ts';
import { linearQuantile } from './quantile.ts';
import {
  ANSCOMBE,
  CERTIFIED_SERIES,
  LINEAR_QUANTILES,
  MATLAB_MOMENTS,
} from './reference/sample-statistics-values.ts';

const series = fc
  .array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 60 })
  .map((values) => Float64Array.from(values, (x) => Math.round(x * 1e6) / 1e6));

describe('moments', () => {
  it.each(CERTIFIED_SERIES)('$source', ({ values, mean, stdDev, tolerance }) => {
    const moments = computeMoments(Float64Array.from(values));
    expect(Math.abs((moments?.mean ?? NaN) / mean - 1)).toBeLessThan(1e-14);
    expect(Math.abs((moments?.stdDev ?? NaN) / stdDev - 1)).toBeLessThanOrEqual(tolerance);
    expect(sampleStdDev(Float64Array.from([9, ...values]), 1, values.length)).toBe(moments?.stdDev);
  });

  it('have the population skewness and kurtosis MATLAB prints', () => {
    const moments = computeMoments(Float64Array.from(MATLAB_MOMENTS.values));
    expect(moments?.skewness).toBeCloseTo(MATLAB_MOMENTS.skewness, 13);
    expect((moments?.excessKurtosis ?? NaN) + 3).toBeCloseTo(MATLAB_MOMENTS.kurtosis, 12);
  });

  it('are null where they are not defined', () => {
    expect(computeMoments(new Float64Array(0))).toBeNull();
    expect(computeMoments(Float64Array.of(2))).toEqual({
      mean: 2,
      stdDev: null,
      skewness: null,
      excessKurtosis: null,
    });
    expect(computeMoments(new Float64Array(9).fill(0.1))).toMatchObject({
      skewness: null,
      excessKurtosis: null,
    });
    expect(computeMoments(Float64Array.of(1e-90, -1e-90))).toMatchObject({ skewness: null });
    expect(computeMoments(Float64Array.of(1, NaN, 2))?.mean).toBeNaN();
  });
});

describe('Cornish-Fisher', () => {
  it.each([
    [-2, 1, 0, -2 + 3 / 6 + 6 / 36],
    [-2, 0, 1, -2 - 2 / 24],
    [-2, -1, 2, -2 - 3 / 6 - 4 / 24 + 6 / 36],
    [1, 2, 3, 1 - 6 / 24 + 12 / 36],
  ])('worked by hand: z %d, S %d, K %d', (z, skewness, kurtosis, value) => {
    expect(cornishFisherQuantile(z, skewness, kurtosis)).toBeCloseTo(value, 14);
  });

  it('is the normal quantile without skewness and kurtosis, and symmetric in sign', () => {
    const z = inverseNormalCdf(0.01);
    expect(cornishFisherQuantile(z, 0, 0)).toBe(z);
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (s, k) => {
          expect(cornishFisherQuantile(-z, -s, k)).toBeCloseTo(-cornishFisherQuantile(z, s, k), 12);
        },
      ),
    );
  });

  it('scales with the book and ignores its mean', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 1000 }), (pnl, scale) => {
        const base = computeCornishFisherVar(pnl, 0.99);
        const other = computeCornishFisherVar(
          pnl.map((x) => scale * (x + 0.25)),
          0.99,
        );
        const spread = Math.max(...pnl) - Math.min(...pnl);
        fc.pre(spread > 1e-4);
        expect(Math.abs((other ?? NaN) - scale * (base ?? NaN))).toBeLessThan(1e-7 * scale);
      }),
    );
  });

  it('is 0 without dispersion and null without two scenarios', () => {
    expect(computeCornishFisherVar(Float64Array.of(5, 5, 5), 0.99)).toBe(0);
    expect(computeCornishFisherVar(Float64Array.of(5), 0.99)).toBeNull();
  });
});

describe('beta', () => {
  it.each(ANSCOMBE.y.map((y) => [y]))('of Anscombe set %j is 0.500', (y) => {
    const beta = computeBeta(Float64Array.from(y), 0, Float64Array.from(ANSCOMBE.x));
    expect(Math.abs((beta ?? NaN) - ANSCOMBE.slope)).toBeLessThan(5e-4);
  });

  it('of a series against itself is 1, scaled it is the scale, with noise-free shifts ignored', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -4, max: 4 }), (x, scale) => {
        fc.pre(new Set(x).size > 1);
        const y = Float64Array.from([99, ...x.map((value) => scale * value + 1)]);
        expect(computeBeta(y, 1, x)).toBeCloseTo(scale, 6);
      }),
    );
  });

  it('is null when the index does not move or is too short', () => {
    expect(computeBeta(Float64Array.of(1, 2), 0, Float64Array.of(3, 3))).toBeNull();
    expect(computeBeta(Float64Array.of(1), 0, Float64Array.of(3))).toBeNull();
  });
});

describe('linear quantile', () => {
  it.each(LINEAR_QUANTILES)('$source: $q of $values', ({ values, q, value }) => {
    expect(linearQuantile(values, q)).toBeCloseTo(value, 12);
    expect(linearQuantile(values.toReversed(), q)).toBe(linearQuantile(values, q));
  });

  it('is null of nothing and NaN of what is not a number', () => {
    expect(linearQuantile([], 0.5)).toBeNull();
    expect(linearQuantile([1, NaN, 2], 0)).toBeNaN();
  });
});

describe('liquidity', () => {
  const volumes = Array.from({ length: 25 }, (_, i) => 100 * (i + 1));

  it('looks at the last 20 bars', () => {
    expect(computeVolumeStatistics(volumes)).toEqual({ adv: 1550, q25: 1075 });
    expect(computeVolumeStatistics(volumes, 25)).toEqual({ adv: 1300, q25: 700 });
  });

  it('is undetermined with 19 bars or an unusable one', () => {
    expect(computeVolumeStatistics(volumes.slice(0, 19))).toBeNull();
    expect(computeVolumeStatistics([...volumes, NaN])).toBeNull();
    expect(computeVolumeStatistics([...volumes, -1])).toBeNull();
    expect(computeVolumeStatistics([...volumes, 0])?.adv).toBe(1520);
  });

  it('counts days and impact of either sign, null without volume', () => {
    expect(daysToLiquidate(-500, 1000, 0.2)).toBe(2.5);
    expect(daysToLiquidate(0, 1000, 0.2)).toBe(0);
    expect(daysToLiquidate(5, 0, 0.2)).toBeNull();
    expect(impactBps(-250, 1000, 0.02)).toBe(100);
    expect(impactBps(250, 1000, 0.02, 0.5)).toBe(50);
    expect(impactBps(5, 0, 0.02)).toBeNull();
  });
});

describe('overlapping returns', () => {
  it('are the ratios of closes h sessions apart', () => {
    const closes = fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(closes, closes, fc.integer({ min: 1, max: 12 }), (a, b, h) => {
        const length = Math.min(a.length, b.length);
        const rows = [a.slice(0, length), b.slice(0, length)];
        const returns = Float64Array.from(
          rows.flatMap((row) => row.slice(1).map((c, t) => c / (row[t] as number) - 1)),
        );
        const expected = rows.flatMap((row) => row.slice(h).map((c, t) => c / (row[t] as number) - 1));
        const actual = computeOverlappingReturns(returns, 2, length - 1, h);
        expect(actual.length).toBe(expected.length);
        expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12));
      }),
    );
  });

  it('refuse a horizon that is no number of days', () => {
    for (const h of [0, 1.5, NaN])
      expect(() => computeOverlappingReturns(new Float64Array(4), 1, 4, h)).toThrow(RangeError);
  });
});
