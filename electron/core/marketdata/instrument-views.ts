import {
  FX_ONE,
  MULTIPLIER_ONE,
  PRICE_ONE,
  QUANTITY_ONE,
  type FxRate,
  type Multiplier,
  type Price,
  type Quantity,
} from '#shared/domain/decimal.ts';
import type { Currency, EpochMs, SymbolId } from '#shared/domain/ids.ts';
import type { FxQuote, Instrument } from '#shared/domain/reference.ts';
import { unitValueOf } from '#shared/domain/valuation.ts';
import { GROUPINGS, type Grouping, type InstrumentView } from '#shared/controls/views.ts';
import { regionsOf } from '#shared/domain/regions.ts';
import { sessionEnd, toDateNumber } from './calendar-date.ts';
import type { Mark } from './mark.ts';
import { SymbolQuotes } from './symbol-quotes.ts';
import {
  tabulateInstruments,
  type InstrumentFacts,
  type TabledInstrument,
  type Valuation,
} from './tabled-instrument.ts';
import { lastBarAt, lastCloseAt, type PriceHistory, type SymbolHistory } from './price-history.ts';

const ADV_BARS = 20;

/** Dense numbers for the names of one grouping. */
class NameTable {
  readonly #ids = new Map<string, number>();
  readonly names: string[] = [];

  /** Id of a name, made on first use; -1 for the empty name. */
  idOf(name: string): number {
    if (name === '') return -1;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** Marks from daily bars: the last close up to `asOf`, observed at the last second of its session. */
export function closingMarks(history: PriceHistory, symbols: Iterable<SymbolId>, asOf: number): Mark[] {
  const marks: Mark[] = [];
  for (const symbol of symbols) {
    const bars = history.of(symbol);
    const row = lastCloseAt(bars, asOf);
    if (row < 0) continue;
    marks.push({ symbol, price: bars.closes[row] as Price, at: sessionEnd(bars.dates[row] as number) });
  }
  return marks;
}

export interface ViewSource {
  readonly quotes: ReadonlyMap<string, SymbolQuotes>;
  readonly instruments: readonly Instrument[];
  /** Symbols that only a position or a working ticket names. */
  readonly orphans: readonly SymbolId[];
  readonly marks: readonly Mark[];
  readonly history: PriceHistory;
  readonly fx: readonly FxQuote[];
  readonly base: Currency;
  /** YYYYMMDD of the desk clock. */
  readonly asOf: number;
}

/** One view an instrument, ids by position: its mark, unit value and volume statistics up to the desk clock. */
export function buildInstrumentViews(source: ViewSource): TabledInstrument[] {
  const tables = GROUPINGS.map(() => new NameTable());
  const rates = latestRates(source);
  const marks = new Map(source.marks.map((mark) => [mark.symbol, mark]));
  const all = [
    ...source.instruments.map((instrument) => ({ instrument, known: true })),
    ...source.orphans.map((symbol) => ({ instrument: bareInstrument(symbol, source.base), known: false })),
  ];
  const facts = all.map(({ instrument, known }, id): InstrumentFacts => {
    const history = source.history.of(instrument.symbol);
    const mark = marks.get(instrument.symbol);
    const price = mark?.price ?? null;
    const fx = rates.get(instrument.currency) ?? null;
    return {
      id,
      instrument,
      known,
      groupIds: GROUPINGS.map((grouping, place) => tables[place]?.idOf(groupOf(instrument, grouping)) ?? -1),
      regionIds: regionsOf(instrument.country),
      ...valuationOf(price, mark?.at ?? null, fx, instrument.multiplier),
      ...volumeOf(history, source.asOf),
      quotes: source.quotes.get(instrument.symbol) ?? new SymbolQuotes(null),
    };
  });
  return tabulateInstruments(facts);
}

/** What a price and a rate make of an instrument's value. */
export function valuationOf(
  price: Price | null,
  priceAt: EpochMs | null,
  fx: FxRate | null,
  multiplier: Multiplier,
): Valuation {
  const unit = price === null || fx === null ? null : unitValueOf(price, fx, multiplier);
  return {
    price,
    priceAt,
    fx,
    unit,
    missing: price === null ? 'price' : fx === null ? 'fx' : null,
    shareMoney: unit === null ? NaN : shareMoneyOf(price ?? NaN, fx ?? NaN, multiplier),
  };
}

/** The name of an instrument's group; one without an issuer is an issuer of its own. */
function groupOf(instrument: Instrument, grouping: Grouping): string {
  switch (grouping) {
    case 'SECTOR':
      return instrument.sector;
    case 'ISSUER':
      return instrument.issuer === '' ? `\0${instrument.symbol}` : instrument.issuer;
    case 'COUNTRY':
      return instrument.country;
    case 'CURRENCY':
      return instrument.currency;
    case 'ASSET_CLASS':
      return instrument.assetClass;
  }
}

/** Base currency per share: exact where price, rate and multiplier are, so that a round position is a round sum. */
const shareMoneyOf = (price: number, fx: number, multiplier: Multiplier): number =>
  (price / PRICE_ONE) * (fx / FX_ONE) * (multiplier / MULTIPLIER_ONE);

/** Base currency per unit on the latest day up to as-of; the base currency itself is 1. */
export function latestRates({
  fx,
  base,
  asOf,
}: Pick<ViewSource, 'fx' | 'base' | 'asOf'>): Map<Currency, FxRate> {
  const latest = new Map<Currency, { date: number; rate: FxRate }>();
  for (const quote of fx) {
    const date = toDateNumber(quote.date);
    if (date <= asOf && date >= (latest.get(quote.currency)?.date ?? 0)) {
      latest.set(quote.currency, { date, rate: quote.rate });
    }
  }
  const rates = new Map([...latest].map(([currency, { rate }]) => [currency, rate]));
  return rates.set(base, FX_ONE as FxRate);
}

/** The last 20 bars' volume: whole shares where every volume is whole, so that large sums stay exact. */
function volumeOf(
  history: SymbolHistory,
  asOf: number,
): Pick<InstrumentView, 'volumeSum' | 'volumeUnit' | 'volumeBars'> {
  const last = lastBarAt(history, asOf);
  const first = Math.max(0, last - ADV_BARS + 1);
  const volumes = history.volumes.subarray(first, last + 1);
  const whole = volumes.every((volume) => Number.isNaN(volume) || volume % QUANTITY_ONE === 0);
  const volumeUnit = whole ? QUANTITY_ONE : 1;
  let volumeSum = 0;
  for (const volume of volumes) volumeSum += volume / volumeUnit;
  return { volumeSum, volumeUnit, volumeBars: volumes.length };
}

function bareInstrument(symbol: SymbolId, currency: Currency): Instrument {
  return {
    symbol,
    name: '',
    issuer: '',
    sector: '',
    subIndustry: '',
    country: '',
    currency,
    assetClass: '',
    exchange: '',
    lotSize: QUANTITY_ONE as Quantity,
    tickSize: null,
    multiplier: MULTIPLIER_ONE as Multiplier,
    sharesOutstanding: null,
  };
}
