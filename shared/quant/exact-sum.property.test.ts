import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { createExactSums, exchangeTerms, readSums, sumExchanged } from './exact-sum.ts';

const T = 3;
const term = fc.record({
  weight: fc.double({ min: -1e10, max: 1e10, noNaN: true }),
  returns: fc.array(fc.double({ min: -1, max: 20, noNaN: true }), { minLength: T, maxLength: T }),
});

/** The sums after a walk: each step sets the weight of one symbol from what it was. */
function walk(
  terms: readonly { weight: number; returns: readonly number[] }[],
  steps: readonly [number, number][],
) {
  const sums = createExactSums(T);
  const held = terms.map(() => 0);
  for (const [at, weight] of steps) {
    const returns = Float64Array.from(terms[at]?.returns ?? []);
    exchangeTerms(sums, held[at] ?? 0, weight, returns, 0, T);
    held[at] = weight;
  }
  const out = new Float64Array(T);
  readSums(sums, out);
  return [...out];
}

describe('sums that do not depend on the order', () => {
  it('end with the same bits whatever was held in between', () => {
    const walks = fc.array(term, { minLength: 1, maxLength: 12 }).chain((terms) =>
      fc.record({
        terms: fc.constant(terms),
        detours: fc.array(
          fc.tuple(fc.nat(terms.length - 1), fc.double({ min: -1e10, max: 1e10, noNaN: true })),
          {
            maxLength: 40,
          },
        ),
        order: fc.shuffledSubarray([...terms.keys()], { minLength: terms.length }),
      }),
    );
    fc.assert(
      fc.property(walks, ({ terms, detours, order }) => {
        const last = (places: readonly number[]) =>
          places.map((at): [number, number] => [at, terms[at]?.weight ?? 0]);
        const straight = walk(terms, last([...terms.keys()]));
        expect(walk(terms, [...detours, ...last(order)])).toEqual(straight);
      }),
      { numRuns: 300 },
    );
  });

  it('are the sum of the products to the last places, and 0 when all is taken out again', () => {
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 50 }), (terms) => {
        const places = [...terms.keys()];
        const sums = walk(
          terms,
          places.map((at): [number, number] => [at, terms[at]?.weight ?? 0]),
        );
        for (let t = 0; t < T; t++) {
          const products = terms.map(({ weight, returns }) => weight * (returns[t] ?? 0));
          const exact = products.reduce((sum, value) => sum + value, 0);
          const size = products.reduce((sum, value) => sum + Math.abs(value), 0);
          expect(Math.abs((sums[t] ?? NaN) - exact)).toBeLessThanOrEqual(size * 2 ** -50 + 2 ** -44);
        }
        const steps = [
          ...places.map((at): [number, number] => [at, 1]),
          ...places.map((at): [number, number] => [at, 0]),
        ];
        expect(walk(terms, steps)).toEqual([0, 0, 0]);
      }),
    );
  });

  it('a term that is not a number is never lost', () => {
    const sums = createExactSums(1);
    exchangeTerms(sums, 0, 1, Float64Array.of(NaN), 0, 1);
    const out = new Float64Array(1);
    readSums(sums, out);
    expect(out[0]).toBeNaN();
  });

  it('say what an exchange would make of them, to the bit, and stay as they are', () => {
    fc.assert(
      fc.property(fc.array(term, { minLength: 2, maxLength: 20 }), ([first, ...others]) => {
        const sums = createExactSums(T);
        for (const { weight, returns } of others)
          exchangeTerms(sums, 0, weight, Float64Array.from(returns), 0, T);
        const before = [...sums.high, ...sums.low];
        const [r, w] = [Float64Array.from(first?.returns ?? []), first?.weight ?? 0];
        const told = [...r].map((value, t) => sumExchanged(sums, t, 0, w * value));
        expect([...sums.high, ...sums.low]).toEqual(before);
        exchangeTerms(sums, 0, w, r, 0, T);
        const out = new Float64Array(T);
        readSums(sums, out);
        expect(told).toEqual([...out]);
        expect([...r].map((value, t) => sumExchanged(sums, t, w * value, w * value))).toEqual([...out]);
      }),
      { numRuns: 300 },
    );
  });
});
