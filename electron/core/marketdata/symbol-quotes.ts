import { referencePriceOf, type Quote } from '#shared/domain/market-data.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { QUOTE_DAY_MS, QUOTE_DAYS, type QuoteDay, type QuoteView } from '#shared/controls/views.ts';
import type { Mark } from './mark.ts';

/** What the store says of the quotes of one symbol up to an instant. */
export interface QuoteSummary {
  /** The newest of any kind, and the newest with both sides. */
  readonly latest: Quote;
  readonly lastTwoSided: Quote | null;
  /** Two-sided quotes by UTC day, of the days that still matter. */
  readonly days: readonly QuoteDay[];
}

/** The oldest UTC day whose quotes matter at a desk clock. */
export const firstQuoteDay = (clock: EpochMs): number => Math.floor(clock / QUOTE_DAY_MS) - QUOTE_DAYS;

/** A day's sums with their float64. */
export const quoteDay = (day: number, count: number, spreads: bigint, sides: bigint): QuoteDay => ({
  day,
  count,
  spreads,
  sides,
  spreadsNear: Number(spreads),
  sidesNear: Number(sides),
});

/** The quotes of one symbol, kept by what comes in: at any time what the store would say of all of them. */
export class SymbolQuotes implements QuoteView {
  #latest: Quote | null;
  #lastTwoSided: QuoteView['lastTwoSided'] = null;
  #days: QuoteDay[];

  constructor(summary: QuoteSummary | null) {
    this.#latest = summary?.latest ?? null;
    this.#lastTwoSided = twoSided(summary?.lastTwoSided ?? null);
    this.#days = [...(summary?.days ?? [])];
  }

  get lastTwoSided(): QuoteView['lastTwoSided'] {
    return this.#lastTwoSided;
  }

  get days(): readonly QuoteDay[] {
    return this.#days;
  }

  /** The newest quote; null: none. */
  get latest(): Quote | null {
    return this.#latest;
  }

  /** Takes in a quote that is newer than the newest. Throws a RangeError for one that is not. */
  take(quote: Quote): void {
    if (this.#latest !== null && quote.at <= this.#latest.at) throw new RangeError('an older quote');
    this.#latest = quote;
    const both = twoSided(quote);
    if (both === null) return;
    this.#lastTwoSided = both;
    const day = Math.floor(quote.at / QUOTE_DAY_MS);
    const own = this.#days.find((one) => one.day === day);
    this.#days = this.#days.filter((one) => one !== own && one.day >= day - QUOTE_DAYS - 1);
    this.#days.push(
      quoteDay(
        day,
        (own?.count ?? 0) + 1,
        (own?.spreads ?? 0n) + BigInt(both.ask - both.bid),
        (own?.sides ?? 0n) + BigInt(both.ask) + BigInt(both.bid),
      ),
    );
  }
}

/** The quotes as a store would sum them: those after `until` are not known yet. Each key (symbol, at) once. */
export function summariseQuotes(quotes: readonly Quote[], until: EpochMs, clock: EpochMs): QuoteSummary[] {
  const bySymbol = new Map<string, SymbolQuotes>();
  for (const quote of quotes.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)) {
    const own = bySymbol.get(quote.symbol) ?? new SymbolQuotes(null);
    bySymbol.set(quote.symbol, own);
    own.take(quote);
  }
  return [...bySymbol.values()].flatMap(({ latest, lastTwoSided, days }): QuoteSummary[] =>
    latest === null
      ? []
      : [
          {
            latest,
            lastTwoSided: lastTwoSided === null ? null : { ...latest, ...lastTwoSided, last: null },
            days: days.filter(({ day }) => day >= firstQuoteDay(clock)),
          },
        ],
  );
}

/** The mark a quote is. */
export function markOfQuote(quote: Quote): Mark | null {
  const price = referencePriceOf(quote);
  return price === null ? null : { symbol: quote.symbol, price, at: quote.at };
}

/** Of closes and quotes the newest of each symbol; a quote of the same instant as a close is preferred. */
export function latestMarks(closes: readonly Mark[], quotes: readonly QuoteSummary[]): Mark[] {
  const marks = new Map<string, Mark>(closes.map((mark) => [mark.symbol, mark]));
  for (const { latest } of quotes) {
    const mark = markOfQuote(latest);
    const close = marks.get(latest.symbol);
    if (mark !== null && (close === undefined || mark.at >= close.at)) marks.set(mark.symbol, mark);
  }
  return [...marks.values()];
}

function twoSided(quote: Quote | null): QuoteView['lastTwoSided'] {
  if (quote === null || quote.bid === null || quote.ask === null) return null;
  return { at: quote.at, bid: quote.bid, ask: quote.ask };
}
