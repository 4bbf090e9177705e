import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { largestLosses } from './largest-losses.ts';
import { createRankedLosses, largestLossesAfter, rankLosses } from './ranked-losses.ts';
import { addScaled } from './scenario.ts';

const T = 40;
/** Few distinct values beside many, so that ties are common. */
const money = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
const vector = fc.array(money, { minLength: T, maxLength: T }).map((values) => Float64Array.from(values));
const change = fc.record({
  r: vector,
  delta: fc.oneof(money, fc.double({ min: -1e-3, max: 1e-3, noNaN: true })),
});

function after(
  pnl: Float64Array,
  { r, delta }: { r: Float64Array; delta: number },
  k: number,
): Float64Array[] {
  const ranked = createRankedLosses(T);
  rankLosses(pnl, ranked);
  const peak = r.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const found = new Float64Array(k);
  largestLossesAfter({ pnl, ranked, r, rOffset: 0, peak }, delta, k, found);
  const sum = new Float64Array(T);
  addScaled(sum, pnl, delta, r, 0, T);
  const expected = new Float64Array(k);
  largestLosses(sum, T, k, expected);
  return [found, expected];
}

describe('losses after an order, visited in the order of the losses before it', () => {
  it('are bit for bit the largest of the sum', () => {
    fc.assert(
      fc.property(vector, change, fc.integer({ min: 1, max: T }), (pnl, order, k) => {
        const [found, expected] = after(pnl, order, k);
        expect(found).toEqual(expected);
      }),
    );
  });

  it('a ranking made again after changes is the one made from nothing', () => {
    fc.assert(
      fc.property(vector, fc.array(change, { maxLength: 8 }), (pnl, orders) => {
        const kept = createRankedLosses(T);
        for (const { r, delta } of orders) {
          rankLosses(pnl, kept);
          addScaled(pnl, pnl, delta, r, 0, T);
        }
        rankLosses(pnl, kept);
        const fresh = createRankedLosses(T);
        rankLosses(pnl, fresh);
        expect(kept.losses).toEqual(fresh.losses);
        expect([...kept.order].sort((a, b) => a - b)).toEqual([...fresh.order].sort((a, b) => a - b));
        kept.order.forEach((scenario, i) => expect(kept.losses[i]).toBe(0 - (pnl[scenario] ?? NaN)));
      }),
    );
  });

  it.each([
    ['the book', 7, -1],
    ['the symbol', -1, 7],
  ])('a value of %s that is not a number leaves no number', (_of, inBook, inSymbol) => {
    const pnl = new Float64Array(T).map((_, t) => (t === inBook ? NaN : t));
    const r = new Float64Array(T).map((_, t) => (t === inSymbol ? NaN : t));
    const [found, expected] = after(pnl, { r, delta: 2 }, 3);
    expect(found).toEqual(new Float64Array(3).fill(NaN));
    expect(found).toEqual(expected);
  });
});
