import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import type { Currency } from '#shared/domain/ids.ts';
import type { Limit, TightenRule } from '#shared/domain/limit.ts';
import { findTightenProblem } from '#shared/domain/tighten-problem.ts';
import { build } from '#shared/testing/builders.ts';
import { compileLimit, NO_MARKET, findLimitProblem } from './compile-limit.ts';
import { comparisonOf } from './registry.ts';
import { FACTOR_ONE, factorAt, tightenLimit } from './tighten.ts';

const rule = (...points: [number, number][]): TightenRule => ({ metric: 'MARKET_VOL', points });
const compiled = (limit: Limit) => {
  const control = comparisonOf(limit.control);
  if (control === undefined) throw new Error('no limit');
  return compileLimit(limit, control, 'USD' as Currency, NO_MARKET);
};

describe('factorAt', () => {
  const moving = rule([0.2, 1], [0.4, 0.5], [0.8, 0.1]);
  it.each([
    [0, 1_000_000],
    [0.2, 1_000_000],
    [0.3, 750_000],
    [0.4, 500_000],
    [0.6, 300_000],
    [0.8, 100_000],
    [9, 100_000],
    [-1, 1_000_000],
    [null, 100_000],
    [NaN, 100_000],
    [Infinity, 100_000],
  ])('at %s is %s millionths', (x, factor) => {
    expect(Math.abs(factorAt(moving, x) - factor)).toBeLessThanOrEqual(1);
    expect(factorAt(moving, x)).toBeLessThanOrEqual(factor);
  });

  it('never rises with the metric and never leaves the points', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const [low, high] = [factorAt(moving, Math.min(a, b)), factorAt(moving, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(high);
        expect(high).toBeGreaterThanOrEqual(100_000);
      }),
    );
  });
});

describe('findTightenProblem', () => {
  it.each<[string, [number, number][], string]>([
    ['none', [], 'points'],
    ['above 1', [[0, 1.1]], 'loosen'],
    ['below 0', [[0, -0.1]], 'loosen'],
    ['NaN', [[0, NaN]], 'loosen'],
    ['a point that is no number', [[Infinity, 1]], 'value of the metric'],
    [
      'x that stands still',
      [
        [0, 1],
        [0, 0.5],
      ],
      'come after',
    ],
    [
      'a factor that rises',
      [
        [0, 0.5],
        [1, 0.6],
      ],
      'would loosen',
    ],
    ['seven decimals', [[0, 0.1234567]], 'six decimals'],
  ])('%s', (_name, points, words) => {
    expect(findTightenProblem(rule(...points))).toContain(words);
    const limit = build.limit('LEVERAGE', 'RATIO', '2', { tighten: rule(...points) });
    expect(findLimitProblem(limit, comparisonOf('LEVERAGE'), 'USD' as Currency)).toContain(words);
  });
  it('one point is a rule', () => expect(findTightenProblem(rule([0, 0.123456]))).toBe(''));
});

describe('tightenLimit', () => {
  it.each([
    [
      'money, down to the cent',
      build.limit('GROSS_EXPOSURE', 'MONEY', '100.01', { soft: '80.01' }),
      500_000,
      5000,
      4000,
    ],
    ['nothing at factor 0', build.limit('GROSS_EXPOSURE', 'MONEY', '100'), 0, 0, 0],
    [
      'a minimum, up to the millionth',
      build.limit('MIN_ADV', 'QTY', '1', { soft: '1.25' }),
      300_000,
      3_333_334,
      4_166_667,
    ],
    ['a minimum at factor 0', build.limit('MIN_ADV', 'QTY', '1'), 0, 2 ** 53 - 1, 2 ** 53 - 1],
  ])('%s', (_name, limit, factor, hard, soft) => {
    const { hard: h, soft: s, hardValue, softValue } = tightenLimit(compiled(limit), factor);
    expect([h.numerator, h.denominator, s.numerator, s.denominator]).toEqual([hard, 1, soft, 1]);
    expect([hardValue, softValue]).toEqual([hard, soft]);
  });

  it('is exact where it can be, never looser, and safe to compare', () => {
    const texts = fc.tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 10 }));
    const factors = fc.integer({ min: 1, max: FACTOR_ONE });
    const units = fc.constantFrom(['LEVERAGE', 'RATIO'], ['GROSS_EXPOSURE', 'MONEY'], ['MIN_ADV', 'QTY']);
    fc.assert(
      fc.property(units, texts, factors, ([control, unit], [digits, places], factor) => {
        const text = (digits / 10 ** Math.min(places, unit === 'MONEY' ? 2 : 6)).toFixed(
          unit === 'RATIO' ? 10 : 2,
        );
        const limit = compiled(build.limit(control as Limit['control'], unit as Limit['unit'], text));
        const out = tightenLimit(limit, factor);
        for (const part of ['hard', 'soft'] as const) {
          const [a, b] = [limit[part], out[part]];
          expect(Number.isSafeInteger(b.numerator) && Number.isSafeInteger(b.denominator)).toBe(true);
          const exact =
            BigInt(a.numerator) * BigInt(limit.control.minimum ? FACTOR_ONE : factor) * BigInt(b.denominator);
          const got =
            BigInt(b.numerator) * BigInt(a.denominator) * BigInt(limit.control.minimum ? factor : FACTOR_ONE);
          // Nothing that is measured is more.
          const isMost = b.numerator === Number.MAX_SAFE_INTEGER;
          expect(limit.control.minimum ? got >= exact || isMost : got <= exact).toBe(true);
          if (isMost) continue;
          // Within one unit of what is measured, or a part in 10^9.
          const off = Math.abs(
            b.value - (limit.control.minimum ? (a.value * 1e6) / factor : (a.value * factor) / 1e6),
          );
          expect(off).toBeLessThanOrEqual(a.denominator === 1 ? 1.001 : 1e-9 * Math.max(1, a.value * 1e6));
        }
      }),
    );
  });

  it('moves the passive side of a collar too', () => {
    const collar = compiled(build.limit('PRICE_COLLAR', 'BPS', '500'));
    expect(tightenLimit(collar, 500_000).params.passive.value).toBeCloseTo(
      collar.params.passive.value / 2,
      12,
    );
  });
});
