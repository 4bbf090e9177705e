import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { signOf } from '#shared/domain/exact.ts';
import { compareMeasures, compareToThreshold, isClearlyWithin, Measure } from './measure.ts';
import { ratio } from './threshold.ts';

const RUNS = { numRuns: 5_000 };
const TOP = Number.MAX_SAFE_INTEGER;
const whole = fc.oneof(
  fc.integer({ min: -TOP, max: TOP }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: 0, max: 60 }).map((offset) => TOP - offset),
);
const positive = whole.map((value) => Math.abs(value) || 1);
/** Numbers whose square is far beyond 2^53, so that a product of neighbours differs by 1 only. */
const large = fc.integer({ min: 2 ** 30, max: TOP - 2 });

const exact = (a: number, c: number, b = 1, d = 1): Measure => {
  const measure = new Measure();
  measure.setExact(a, c, b, d);
  expect(measure.kind).toBe('EXACT');
  return measure;
};
const big = (...factors: number[]): bigint =>
  factors.reduce((product, factor) => product * BigInt(factor), 1n);

describe('an exact measure against a threshold', () => {
  it('compares as BigInt does, anywhere', () => {
    fc.assert(
      fc.property(whole, whole, positive, positive, whole, positive, (a, b, c, d, e, f) => {
        const threshold = { ...ratio(e, f), numerator: e, denominator: f };
        const sign = signOf(big(a, b, f) - big(c, d, e));
        expect(compareToThreshold(exact(a, c, b, d), threshold)).toBe(sign);
        if (isClearlyWithin(exact(a, c, b, d), threshold.value, false)) expect(sign).toBe(-1);
        if (isClearlyWithin(exact(a, c, b, d), threshold.value, true)) expect(sign).toBe(1);
      }),
      RUNS,
    );
  });

  it('tells values apart that differ by a factor of 2^-106, and those that tie', () => {
    fc.assert(
      fc.property(large, large, (k, m) => {
        const one = { numerator: k, denominator: k, value: 1 };
        expect(compareToThreshold(exact(m, m), one)).toBe(0);
        // (k-1)(k+1) is one less than k*k.
        expect(compareToThreshold(exact(k - 1, k, k + 1, k), one)).toBe(-1);
        expect(compareToThreshold(exact(k, k - 1, k, k + 1), one)).toBe(1);
        for (const minimum of [true, false])
          expect(isClearlyWithin(exact(k - 1, k, k + 1, k), 1, minimum)).toBe(false);
      }),
      RUNS,
    );
  });

  it('ties where its products are rounded, and is never clearly within a tie', () => {
    const small = fc.integer({ min: 1, max: 1000 });
    const factor = fc.integer({ min: 2 ** 40, max: 2 ** 43 });
    fc.assert(
      fc.property(small, small, factor, factor, (e, f, x, y) => {
        const threshold = { numerator: e, denominator: f, value: e / f };
        const tie = exact(e * x, f * y, y, x);
        expect(compareToThreshold(tie, threshold)).toBe(0);
        expect(compareMeasures(tie, exact(e, f))).toBe(0);
        for (const minimum of [true, false]) expect(isClearlyWithin(tie, e / f, minimum)).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('two exact measures', () => {
  it('compare as BigInt does, anywhere and next to each other', () => {
    fc.assert(
      fc.property(whole, positive, whole, positive, large, (a, c, b, d, k) => {
        expect(compareMeasures(exact(a, c), exact(b, d))).toBe(signOf(big(a, d) - big(b, c)));
        expect(compareMeasures(exact(k - 1, k), exact(k, k + 1))).toBe(-1);
        expect(compareMeasures(exact(k, k + 1), exact(k, k + 1))).toBe(0);
      }),
      RUNS,
    );
  });
});

describe('what is no exact number', () => {
  it.each([
    ['NaN', NaN, 1],
    ['infinity', Infinity, 1],
    ['more than 2^53', 2 ** 53, 1],
    ['less than -2^53', -(2 ** 53), 1],
    ['over NaN', 1, NaN],
    ['over zero', 1, 0],
    ['over a negative', 1, -1],
    ['over more than 2^53', 1, 2 ** 53],
  ])('%s is missing, never a value', (_name, a, c) => {
    const measure = new Measure();
    for (const set of [() => measure.setRatio(a, c), () => measure.setExact(a, c, 1, 1)]) {
      measure.setWhole(1);
      set();
      expect(measure).toMatchObject({ kind: 'MISSING', input: 'range', value: NaN });
    }
  });

  it.each([
    [NaN, 1],
    [Infinity, 1],
    [1, 0],
    [0, 0],
    [1, NaN],
  ])('a statistic %d / %d is missing', (a, c) => {
    const measure = new Measure();
    for (const set of [() => measure.setStatistic(a, c), () => measure.setApproximate(a, c)]) {
      measure.setWhole(1);
      set();
      expect(measure).toMatchObject({ kind: 'MISSING', input: 'statistic' });
    }
  });
});
