import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/ids.ts';
import { referencePriceOf, type Quote } from '#shared/domain/market-data.ts';
import { build } from '#shared/testing/builders.ts';
import { latestMarks, summariseQuotes, SymbolQuotes } from './symbol-quotes.ts';

const at = (ms: number) => (build.NOON + ms) as EpochMs;
const trade = (last: number, ms: number): Quote => ({
  ...build.quote('A', 1, 1, at(ms)),
  bid: null,
  ask: null,
  last: build.price(last),
});
const price = (bid: number, ask: number) =>
  referencePriceOf({ bid, ask, last: null } as Pick<Quote, 'bid' | 'ask' | 'last'>);

describe('the reference price of a quote', () => {
  it.each([
    [10, 20, 15],
    [10, 11, 10],
    [11, 12, 12],
    [7, 7, 7],
    // Beyond 2^53 together.
    [Number.MAX_SAFE_INTEGER - 2, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1],
  ])('of %d and %d is the mid, a half to the even', (bid, ask, mid) => {
    expect(price(bid, ask)).toBe(mid);
  });

  it('is the trade without two sides, and the mid with both', () => {
    expect(referencePriceOf(trade(9, 0))).toBe(build.price(9));
    expect(referencePriceOf({ ...build.quote('A', 10, 12), last: build.price(5) })).toBe(build.price(11));
  });
});

describe('the newest of quote, trade and close', () => {
  const closes = [build.mark('A', 10), build.mark('B', 20)];
  const marks = (...quotes: Quote[]) =>
    latestMarks(closes, summariseQuotes(quotes, at(0), at(0))).map((mark) => [mark.price, mark.at]);

  it('is the close when the quote is older, and the quote at the same instant', () => {
    expect(marks(build.quote('A', 12, 14, at(-1)))[0]).toEqual([build.price(10), at(0)]);
    expect(marks(build.quote('A', 12, 14))[0]).toEqual([build.price(13), at(0)]);
  });

  it('is none that is not known yet', () => {
    expect(marks(build.quote('A', 12, 14, at(1)))[0]).toEqual([build.price(10), at(0)]);
  });

  it('of a symbol without a close is its quote, whatever its age', () => {
    expect(marks(build.quote('C', 1, 3, at(-9e9)))).toContainEqual([build.price(2), at(-9e9)]);
  });
});

describe('quotes as they come in', () => {
  it('keep the last two-sided one past a trade, and the days that matter', () => {
    const quotes = new SymbolQuotes(null);
    for (let day = 0; day <= 30; day++) quotes.take(build.quote('A', 10, 12, at(day * 86_400_000)));
    quotes.take(trade(9, 30 * 86_400_000 + 1));
    expect(quotes.lastTwoSided).toMatchObject({ bid: build.price(10), at: at(30 * 86_400_000) });
    expect(quotes.latest?.last).toBe(build.price(9));
    expect(quotes.days.length).toBeLessThanOrEqual(7);
  });

  it('are never older than what is there', () => {
    const quotes = new SymbolQuotes(null);
    quotes.take(build.quote('A', 10, 12));
    expect(() => quotes.take(build.quote('A', 10, 12))).toThrow(RangeError);
  });
});
