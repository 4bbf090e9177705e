import { expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import type { Price } from '#shared/domain/decimal.ts';
import { shockedPrice } from './shocked-price.ts';

it.each([
  ['five percent down', 10_000_000_000, -0.05, 9_500_000_000],
  ['no move', 123_456_789, 0, 123_456_789],
  // 5 * 1.1 = 5.5 and 15 * 1.1 = 16.5 units: to the even one.
  ['half a unit down to the even one', 5, 0.1, 6],
  ['half a unit, the other way', 15, 0.1, 16],
  ['a move beyond 8 decimals is rounded first', 100_000_000, 0.000_000_004, 100_000_000],
  ['to nothing', 100, -1, null],
  ['to less than half a unit', 1, -0.6, null],
  ['below nothing', 100, -1.5, null],
  ['no move that is known', 100, NaN, null],
  ['beyond what can be counted', Number.MAX_SAFE_INTEGER, 0.5, null],
])('%s', (_name, price, move, expected) => {
  expect(shockedPrice(price as Price, move)).toBe(expected);
});

it('price_is_the_nearest_of_the_desks_to_the_exact_product', () => {
  const units = fc.integer({ min: 1, max: 10 ** 13 });
  const move = fc.integer({ min: -99_999_999, max: 10 ** 9 });
  fc.assert(
    fc.property(units, move, (price, scaled) => {
      const shocked = shockedPrice(price as Price, scaled / 1e8);
      const exact = BigInt(price) * (100_000_000n + BigInt(scaled));
      const off = (BigInt(shocked ?? 0) * 100_000_000n - exact) * 2n;
      expect(off <= 100_000_000n && off >= -100_000_000n).toBe(true);
    }),
  );
});
