import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { compareProducts, divideHalfEven, signOf } from './exact.ts';

const RUNS = { numRuns: 5_000 };
const TOP = Number.MAX_SAFE_INTEGER;
const any = fc.oneof(
  fc.integer({ min: -TOP, max: TOP }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: 0, max: 60 }).map((offset) => TOP - offset),
);
/** Numbers whose square is far beyond 2^53, so that a product of neighbours differs by 1 only. */
const large = fc.integer({ min: 2 ** 30, max: TOP - 2 });

const exactSign = (left: bigint, right: bigint) => signOf(left - right);
const big = (...factors: number[]) => factors.reduce((product, factor) => product * BigInt(factor), 1n);

describe('compareProducts', () => {
  it.each([
    ['one unit apart at 2^106', 2 ** 53 - 1, 2 ** 53 - 3, 2 ** 53 - 2, 2 ** 53 - 2, -1],
    ['a tie at 2^104', 2 ** 52, 2 ** 52, 2 ** 51, 2 ** 53 - 0, 0],
    ['equal by other factors', 3 * 2 ** 40, 7 * 2 ** 40, 7 * 2 ** 41, 3 * 2 ** 39, 0],
    ['zero against zero', 0, TOP, TOP, 0, 0],
    ['zero against least', 0, TOP, 1, 1, -1],
    ['signs', -3, 5, 3, -5, 0],
  ])('%s', (_name, a, b, c, d, sign) => {
    expect(compareProducts(a, b, c, d)).toBe(sign);
  });

  it('agrees with BigInt anywhere', () => {
    fc.assert(
      fc.property(any, any, any, any, (a, b, c, d) => {
        expect(compareProducts(a, b, c, d)).toBe(exactSign(big(a, b), big(c, d)));
      }),
      RUNS,
    );
  });

  it('tells products apart that differ by one, and those that tie', () => {
    fc.assert(
      fc.property(large, fc.integer({ min: -2, max: 2 }), (k, apart) => {
        // (k-1)(k+1) + 1 = k*k
        expect(compareProducts(k - 1, k + 1, k, k)).toBe(-1);
        expect(compareProducts(k, k, k + 1, k - 1)).toBe(1);
        expect(compareProducts(k, k + apart, k + apart, k)).toBe(0);
        expect(compareProducts(-k, k, k + 1, 1 - k)).toBe(-1);
      }),
      RUNS,
    );
  });

  it('is odd: swapping the sides, or the sign of both, turns it over', () => {
    fc.assert(
      fc.property(any, any, any, any, (a, b, c, d) => {
        const sign = compareProducts(a, b, c, d);
        expect(compareProducts(c, d, a, b)).toBe(0 - sign);
        expect(compareProducts(0 - a, b, 0 - c, d)).toBe(0 - sign);
      }),
      RUNS,
    );
  });
});

describe('divideHalfEven', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 2n, 0n],
    [-1n, 2n, 0n],
    [3n, 2n, 2n],
    [10n, 4n, 2n],
    [11n, 4n, 3n],
    [9n, 4n, 2n],
    [0n, 3n, 0n],
    [6n, 3n, 2n],
  ])('%d / %d rounds to %d', (numerator, denominator, quotient) => {
    expect(divideHalfEven(numerator, denominator)).toBe(quotient);
  });
});
