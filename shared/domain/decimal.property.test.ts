import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from './decimal.ts';

const RUNS = { numRuns: 3_000 };
const places = fc.integer({ min: 0, max: 12 });
const edges = fc.constantFrom(0, 1, 9, 10, 99, 2 ** 53 - 1, 2 ** 53 - 2, 1e15, 10 ** 15 - 1);
const scaled = fc
  .tuple(fc.oneof(fc.maxSafeInteger(), edges), fc.boolean())
  .map(([value, isNegative]) => (isNegative ? 0 - value : value));

/** The same decimal read with BigInt and nothing else: digits shifted to the places, null where digits are lost. */
function readExactly(sign: string, whole: string, fraction: string, at: number): bigint | null {
  if (/[1-9]/.test(fraction.slice(at))) return null;
  const digits = BigInt(whole + fraction.slice(0, at).padEnd(at, '0'));
  return sign === '-' ? -digits : digits;
}

describe('decimal', () => {
  it('every safe integer survives its text', () => {
    fc.assert(
      fc.property(scaled, places, (value, at) => {
        expect(parseDecimal(formatDecimal(value, at), at)).toBe(value);
      }),
      RUNS,
    );
  });

  it('the text is the shortest: no zero to spare on either side', () => {
    fc.assert(
      fc.property(scaled, places, (value, at) => {
        expect(formatDecimal(value, at)).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
      }),
      RUNS,
    );
  });

  it('reads what BigInt reads, or says why not', () => {
    const digits = fc.stringMatching(/^\d{1,18}$/);
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), digits, digits, places, (sign, whole, fraction, at) => {
        const read = parseDecimal(`${sign}${whole}.${fraction}`, at);
        const exact = readExactly(sign, whole, fraction, at);
        if (exact === null) expect(read === 'TOO_PRECISE' || read === 'TOO_LARGE').toBe(true);
        else if (exact > 2n ** 53n - 1n || exact < -(2n ** 53n - 1n)) expect(read).toBe('TOO_LARGE');
        else expect(read).toBe(Number(exact));
      }),
      RUNS,
    );
  });

  it('an exponent only moves the point', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e5, max: 1e5 }),
        fc.integer({ min: -4, max: 4 }),
        (digits, exponent) => {
          expect(parseDecimal(`${digits}e${exponent}`, 6)).toBe(
            digits === 0 ? 0 : Math.round(digits * 10 ** (exponent + 6)),
          );
        },
      ),
      RUNS,
    );
  });
});
