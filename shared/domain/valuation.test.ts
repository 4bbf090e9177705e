import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { FX_ONE, MULTIPLIER_ONE, PRICE_ONE, QUANTITY_ONE } from './decimal.ts';
import type { FxRate, Multiplier, Price } from './decimal.ts';
import { scaleUnitValue, unitValueOf, valueOf } from './valuation.ts';

const RUNS = { numRuns: 5_000 };
const TOP = Number.MAX_SAFE_INTEGER;
/** quantity * price * fx * multiplier is in units of 10^-28; a minor unit is 10^26 of them. */
const MINOR = 10n ** 26n;

const unitOf = (price: number, fx: number = FX_ONE, multiplier: number = MULTIPLIER_ONE) =>
  unitValueOf(price as Price, fx as FxRate, multiplier as Multiplier);

/** Nearest whole number, the even one of two equally near: by distances, not by remainders. */
function nearestEven(numerator: bigint, denominator: bigint): bigint {
  const truncated = numerator / denominator;
  const low = numerator < 0n && truncated * denominator !== numerator ? truncated - 1n : truncated;
  const below = numerator - low * denominator;
  const above = (low + 1n) * denominator - numerator;
  if (below !== above) return below < above ? low : low + 1n;
  return low % 2n === 0n ? low : low + 1n;
}

/** What valueOf must give: the exact rounded product, or NaN where it is not a safe integer. */
function expected(quantity: number, factors: readonly number[], denominator = MINOR): number {
  const product = factors.reduce((sum, factor) => sum * BigInt(factor), BigInt(quantity));
  const value = nearestEven(product, denominator);
  return value > BigInt(TOP) || value < -BigInt(TOP) ? NaN : Number(value);
}

/** Inverse of an odd number that 5 does not divide, modulo 10^12. */
function inverseModulo(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
  }
  return ((s0 % modulus) + modulus) % modulus;
}

/** A price that puts quantity*price a chosen number of 10^-14 money from a half cent, and not one nearer. */
function priceNearHalf(quantity: number, distance: number): number {
  const modulus = 10n ** 12n;
  const rest = 5n * 10n ** 11n + BigInt(distance);
  return Number((rest * inverseModulo(BigInt(quantity), modulus)) % modulus);
}

const signed = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, fc.boolean()).map(([one, isNegative]) => (isNegative ? 0 - one : one));

describe('valueOf', () => {
  it.each([
    ['a round product', 100 * QUANTITY_ONE, 12.5 * PRICE_ONE, 125_000],
    ['half a cent to even, down', 1 * QUANTITY_ONE, 0.005 * PRICE_ONE, 0],
    ['half a cent to even, up', 3 * QUANTITY_ONE, 0.005 * PRICE_ONE, 2],
    ['half a cent of a short', -3 * QUANTITY_ONE, 0.005 * PRICE_ONE, -2],
    ['two and a half cents', 5 * QUANTITY_ONE, 0.005 * PRICE_ONE, 2],
    ['just over half a cent', 1 * QUANTITY_ONE, 0.005 * PRICE_ONE + 1, 1],
    ['just under half a cent', 3 * QUANTITY_ONE, 0.005 * PRICE_ONE - 1, 1],
    ['nothing', 0, PRICE_ONE, 0],
    ['the least quantity at the least price', 1, 1, 0],
    ['the largest money', TOP, 10_000 * PRICE_ONE, TOP],
    ['a cent more than the largest', TOP, 10_000 * PRICE_ONE + 1, NaN],
  ])('%s', (_name, quantity, price, value) => {
    expect(valueOf(quantity, unitOf(price))).toBe(value);
  });

  it('takes currency and contract size into the one rounding', () => {
    // 3 contracts of 100 at 1.005 JPY, 0.00654321 USD each: 1.97277... USD.
    const unit = unitOf(100_500_000, 654_321, 100 * MULTIPLIER_ONE);
    expect(valueOf(3 * QUANTITY_ONE, unit)).toBe(197);
  });

  it('equals the exact product rounded once, whatever the factors', () => {
    const factor = fc.integer({ min: 1, max: 10 ** 11 });
    fc.assert(
      fc.property(signed(fc.maxSafeInteger()), factor, factor, factor, (quantity, price, fx, multiplier) => {
        const value = valueOf(quantity, unitOf(price, fx, multiplier));
        expect(value).toBe(expected(quantity, [price, fx, multiplier]));
      }),
      RUNS,
    );
  });

  it('is right on the half cent and the nearest product to either side of it', () => {
    const quantity = fc
      .integer({ min: 1, max: 2 ** 49 })
      .map((half) => 2 * half + 1)
      .filter((odd) => odd % 5 !== 0);
    fc.assert(
      fc.property(signed(quantity), fc.integer({ min: -2, max: 2 }), (q, distance) => {
        const price = priceNearHalf(Math.abs(q), distance);
        fc.pre(price > 0);
        expect(valueOf(q, unitOf(price))).toBe(expected(q, [price, FX_ONE, MULTIPLIER_ONE]));
      }),
      { numRuns: 10_000 },
    );
  });

  it('ties go to the even cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (cents) => {
        // (cents + 1/2) cents: an odd number of half-cent shares.
        const value = valueOf((2 * cents + 1) * 1000, unitOf(5 * PRICE_ONE));
        expect(value).toBe(cents % 2 === 0 ? cents : cents + 1);
      }),
      RUNS,
    );
  });

  it('is odd: a short is worth minus the long', () => {
    const factor = fc.integer({ min: 1, max: 10 ** 11 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), factor, factor, (quantity, price, fx) => {
        const unit = unitOf(price, fx);
        expect(valueOf(0 - quantity, unit)).toBe(0 - valueOf(quantity, unit));
      }),
      RUNS,
    );
  });

  it('never falls when the quantity rises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.integer({ min: 1, max: 10 ** 12 }),
        (quantity, price) => {
          const unit = unitOf(price);
          expect(valueOf(quantity + 1, unit)).toBeGreaterThanOrEqual(valueOf(quantity, unit));
        },
      ),
      RUNS,
    );
  });
});

describe('scaleUnitValue', () => {
  it('adds 5 % to a market order within the one rounding', () => {
    const unit = scaleUnitValue(unitOf(10 * PRICE_ONE), 21, 20);
    expect(valueOf(7 * QUANTITY_ONE, unit)).toBe(7350);
    // 1 share at 0.01 * 1.05 = 0.0105: a cent, not two.
    expect(valueOf(QUANTITY_ONE, scaleUnitValue(unitOf(PRICE_ONE / 100), 21, 20))).toBe(1);
  });

  it('equals the exact product rounded once', () => {
    const ratio = fc.integer({ min: 1, max: 10 ** 6 });
    const price = fc.integer({ min: 1, max: 10 ** 12 });
    fc.assert(
      fc.property(
        signed(fc.integer({ min: 0, max: 2 ** 45 })),
        price,
        ratio,
        ratio,
        (quantity, px, up, down) => {
          const value = valueOf(quantity, scaleUnitValue(unitOf(px), up, down));
          expect(value).toBe(expected(quantity, [px, FX_ONE, MULTIPLIER_ONE, up], MINOR * BigInt(down)));
        },
      ),
      RUNS,
    );
  });
});
