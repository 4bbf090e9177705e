import { FX_PLACES, parseDecimal, toPrice, type FxRate, type Price } from '#shared/domain/decimal.ts';
import type { Currency, EpochMs, SymbolId } from '#shared/domain/ids.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';

export interface MarkInput {
  readonly symbol: string;
  readonly bid?: string | undefined;
  readonly ask?: string | undefined;
  readonly last?: string | undefined;
  readonly time: number;
}

/**
 * The marks as quotes, oldest first. INVALID_INPUT, naming the mark, when one has no price, one side only, a price that is
 * not above zero, a bid above its ask, or a time after `until`: a feed that is wrong once is not taken in part.
 */
export function readMarks(marks: readonly MarkInput[], until: EpochMs): Result<Quote[]> {
  const quotes: Quote[] = [];
  for (const [place, mark] of marks.entries()) {
    const quote = readMark(mark, `marks[${place}]`, until);
    if (!quote.ok) return quote;
    quotes.push(quote.value);
  }
  return ok(quotes.toSorted((a, b) => a.at - b.at));
}

function readMark(mark: MarkInput, path: string, until: EpochMs): Result<Quote> {
  const prices: Record<'bid' | 'ask' | 'last', Price | null> = { bid: null, ask: null, last: null };
  for (const side of ['bid', 'ask', 'last'] as const) {
    const text = mark[side];
    if (text === undefined) continue;
    const price = toPrice(text);
    if (typeof price !== 'number' || price <= 0)
      return err(invalid(`'${text}' is no price above zero`, `${path}.${side}`));
    prices[side] = price;
  }
  const { bid, ask, last } = prices;
  if ((bid === null) !== (ask === null))
    return err(invalid('a quote has a bid and an ask, or neither', path));
  if (bid === null && last === null) return err(invalid('a mark has a quote or a last price', path));
  if (bid !== null && ask !== null && bid > ask)
    return err(invalid('the bid is above the ask', `${path}.bid`));
  if (mark.time > until) return err(invalid('the time lies after the desk clock', `${path}.time`));
  return ok({
    symbol: mark.symbol as SymbolId,
    at: mark.time as EpochMs,
    bid,
    ask,
    last,
    bidSize: null,
    askSize: null,
  });
}

export interface RateInput {
  readonly currency: string;
  readonly rate: string;
}

/** The rates, each currency once and none of it the base; INVALID_INPUT otherwise. */
export function readRates(
  rates: readonly RateInput[],
  base: Currency,
): Result<{ currency: Currency; rate: FxRate }[]> {
  const read: { currency: Currency; rate: FxRate }[] = [];
  for (const [place, { currency, rate: text }] of rates.entries()) {
    const path = `rates[${place}]`;
    const rate = parseDecimal(text, FX_PLACES);
    if (typeof rate !== 'number' || rate <= 0)
      return err(invalid(`'${text}' is no rate above zero`, `${path}.rate`));
    if (currency === base) return err(invalid(`${base} is the base currency`, `${path}.currency`));
    if (read.some((one) => one.currency === currency))
      return err(invalid(`${currency} stands twice`, `${path}.currency`));
    read.push({ currency: currency as Currency, rate: rate as FxRate });
  }
  return ok(read);
}

const invalid = (what: string, where: string): AppError =>
  appError('INVALID_INPUT', what, where, 'Nothing was recorded; correct it and send all of it again.');
