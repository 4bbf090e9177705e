import type { PriceSeries } from '#shared/quant/calendar-returns.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import type { BarColumns } from '../ports/desk-reader.ts';

/** Recent bars of one symbol in columns, dates ascending; closes and volumes scaled, NaN when missing. */
export interface SymbolHistory extends PriceSeries {
  readonly dates: Int32Array;
  readonly closes: Float64Array;
  readonly volumes: Float64Array;
}

const EMPTY: SymbolHistory = {
  dates: new Int32Array(0),
  closes: new Float64Array(0),
  volumes: new Float64Array(0),
};

/**
 * Recent bars of every symbol. Closes and volumes are views into the columns that were read; dates, which most symbols
 * share, are kept once.
 */
export class PriceHistory {
  readonly #bySymbol: ReadonlyMap<SymbolId, SymbolHistory>;

  constructor(bars: BarColumns | ReadonlyMap<SymbolId, SymbolHistory>) {
    this.#bySymbol = bars instanceof Map ? bars : bySymbol(bars as BarColumns);
  }

  /** How many there are. */
  get bars(): number {
    let sum = 0;
    for (const { dates } of this.#bySymbol.values()) sum += dates.length;
    return sum;
  }

  /** Views of the bars from a date on. */
  since(date: number): PriceHistory {
    return this.#cut((dates) => [placeOf(dates, date), dates.length]);
  }

  /** Views of the bars before a date. */
  before(date: number): PriceHistory {
    return this.#cut((dates) => [0, placeOf(dates, date)]);
  }

  #cut(range: (dates: Int32Array) => [from: number, to: number]): PriceHistory {
    const cut = new Map<SymbolId, SymbolHistory>();
    for (const [symbol, { dates, closes, volumes }] of this.#bySymbol) {
      const [from, to] = range(dates);
      if (from === to) continue;
      cut.set(symbol, {
        dates: dates.subarray(from, to),
        closes: closes.subarray(from, to),
        volumes: volumes.subarray(from, to),
      });
    }
    return new PriceHistory(cut);
  }

  /** Bars of a symbol; empty columns for one without. */
  of(symbol: string): SymbolHistory {
    return this.#bySymbol.get(symbol as SymbolId) ?? EMPTY;
  }

  /** Every symbol with a bar. */
  symbols(): Iterable<SymbolId> {
    return this.#bySymbol.keys();
  }

  has(symbol: string): boolean {
    return this.#bySymbol.has(symbol as SymbolId);
  }

  /** The newest date with a bar of any symbol up to `asOf`; null when there is none. */
  lastDateUpTo(asOf: number): number | null {
    let last: number | null = null;
    for (const history of this.#bySymbol.values()) {
      const date = history.dates[lastBarAt(history, asOf)];
      if (date !== undefined && (last === null || date > last)) last = date;
    }
    return last;
  }
}

function bySymbol({
  symbols,
  symbolIndex,
  dates,
  closes,
  volumes,
}: BarColumns): Map<SymbolId, SymbolHistory> {
  const histories = new Map<SymbolId, SymbolHistory>();
  let from = 0;
  let shared = EMPTY.dates;
  for (let i = 1; i <= symbolIndex.length; i++) {
    if (i < symbolIndex.length && symbolIndex[i] === symbolIndex[from]) continue;
    const own = dates.subarray(from, i);
    if (!isEqual(own, shared)) shared = own.slice();
    histories.set(symbols[symbolIndex[from] as number] as SymbolId, {
      dates: shared,
      closes: closes.subarray(from, i),
      volumes: volumes.subarray(from, i),
    });
    from = i;
  }
  return histories;
}

/** How many dates are before one; they ascend. */
function placeOf(dates: Int32Array, date: number): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle] as number) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isEqual = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((date, i) => date === b[i]);

/** Row of the last close up to `asOf` that is not missing; -1 when there is none. */
export function lastCloseAt(history: SymbolHistory, asOf: number): number {
  let i = lastBarAt(history, asOf);
  while (i >= 0 && Number.isNaN(history.closes[i])) i--;
  return i;
}

/** Row of the last bar up to `asOf`; -1 when there is none. */
export function lastBarAt(history: SymbolHistory, asOf: number): number {
  let i = history.dates.length - 1;
  while (i >= 0 && (history.dates[i] as number) > asOf) i--;
  return i;
}
