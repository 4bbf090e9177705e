import { Decimal } from 'decimal.js';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { formatDecimal, QUANTITY_ONE, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { formatExact } from './numbers.ts';
import { parseQuantity } from './parse-quantity.ts';

const Exact = Decimal.clone({ precision: 80 });
const SCALES = { '': 1, k: 1e3, m: 1e6, mm: 1e6, b: 1e9 } as const;

const lots = fc.constantFrom(1, 1_000, 10_000, QUANTITY_ONE, 10 * QUANTITY_ONE, 100 * QUANTITY_ONE);
const suffixes = fc.constantFrom('', 'k', 'm', 'mm', 'b');
const decimals = fc
  .tuple(
    fc.integer({ min: 0, max: 99_999 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.integer({ min: 0, max: 6 }),
  )
  .map(([whole, fraction, places]) =>
    places === 0 ? `${whole}` : `${whole}.${fraction.toString().padStart(6, '0').slice(0, places)}`,
  );

describe('parseQuantity', () => {
  it('agrees with decimal arithmetic on value, grid and neighbours', () => {
    fc.assert(
      fc.property(decimals, suffixes, lots, (digits, suffix, lot) => {
        const parsed = parseQuantity(digits + suffix, { lot: lot as Quantity, current: null });
        const scaled = new Exact(digits).times(SCALES[suffix]).times(QUANTITY_ONE);
        const onGrid = scaled.mod(lot).isZero() && scaled.gt(0) && scaled.lte(Number.MAX_SAFE_INTEGER);
        expect(parsed.kind === 'quantity').toBe(onGrid);
        if (parsed.kind === 'quantity') expect(new Exact(parsed.quantity).eq(scaled)).toBe(true);
        if (parsed.kind === 'error') {
          for (const quantity of parsed.nearest) {
            expect(quantity % lot).toBe(0);
            expect(new Exact(quantity).minus(scaled).abs().lte(lot)).toBe(true);
          }
        }
      }),
    );
  });

  it('reads back every quantity it echoes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (quantity) => {
        const expected = { kind: 'quantity', quantity };
        const context = { lot: 1 as Quantity, current: null };
        expect(parseQuantity(formatExact(quantity, QUANTITY_PLACES), context)).toEqual(expected);
        expect(parseQuantity(formatDecimal(quantity, QUANTITY_PLACES), context)).toEqual(expected);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.stringMatching(/^[=+\-*/().,0-9kmb% ]{0,20}$/), (a, b) => {
        for (const text of [a, b]) {
          const parsed = parseQuantity(text, {
            lot: QUANTITY_ONE as Quantity,
            current: QUANTITY_ONE as Quantity,
          });
          if (parsed.kind === 'quantity') expect(parsed.quantity % QUANTITY_ONE).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
