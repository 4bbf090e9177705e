import type { BarColumns, DeskReader } from '../ports/desk-reader.ts';
import { PriceHistory, type SymbolHistory } from './price-history.ts';

type BarReader = Pick<DeskReader, 'barsBetween' | 'newestBarChange' | 'firstBarChanged'>;

/**
 * The bars that a desk was read with last. The next time only those that were imported or ruled on since are read from the
 * store and put in their place: bars are nearly all of what a desk is read from.
 */
export class KeptHistory {
  #kept: {
    readonly from: number;
    readonly to: number;
    /** Record of the newest change of bars before they were read. */
    readonly change: number;
    readonly history: PriceHistory;
  } | null = null;

  /** Bars of two dates and between, YYYYMMDD: what `reader.barsBetween` says now. */
  between(reader: BarReader, from: number, to: number): PriceHistory {
    // Looked at first: what is written while bars are read is read once more the next time.
    const change = reader.newestBarChange();
    const history = this.#read(reader, from, to);
    this.#kept = { from, to, change, history };
    return history;
  }

  #read(reader: BarReader, from: number, to: number): PriceHistory {
    const kept = this.#kept;
    if (kept === null || from < kept.from || to < kept.to)
      return new PriceHistory(reader.barsBetween(from, to));
    const changed = reader.firstBarChanged(kept.change) ?? Infinity;
    const first = Math.max(from, Math.min(changed, kept.to + 1));
    if (first > to && from === kept.from) return kept.history;
    if (first === from) return new PriceHistory(reader.barsBetween(from, to));
    return new PriceHistory(joinColumns(kept.history, from, reader.barsBetween(first, to), first));
  }
}

/** The kept bars from a date to before `first`, and the fresh ones after them, in columns of their own. */
function joinColumns(kept: PriceHistory, from: number, fresh: BarColumns, first: number): BarColumns {
  const news = new PriceHistory(fresh);
  const symbols = [...new Set([...kept.symbols(), ...news.symbols()])];
  const parts = symbols.map((symbol) => [before(kept.of(symbol), from, first), news.of(symbol)] as const);
  const length = parts.reduce((sum, [old, added]) => sum + old.dates.length + added.dates.length, 0);
  const columns = {
    symbols,
    symbolIndex: new Int32Array(length),
    dates: new Int32Array(length),
    closes: new Float64Array(length),
    volumes: new Float64Array(length),
  };
  let at = 0;
  for (const [index, histories] of parts.entries()) {
    for (const { dates, closes, volumes } of histories) {
      columns.symbolIndex.fill(index, at, at + dates.length);
      columns.dates.set(dates, at);
      columns.closes.set(closes, at);
      columns.volumes.set(volumes, at);
      at += dates.length;
    }
  }
  return columns;
}

/** The bars of two dates and between, without the second. */
function before({ dates, closes, volumes }: SymbolHistory, from: number, end: number): SymbolHistory {
  const start = dates.findIndex((date) => date >= from);
  let stop = dates.length;
  while (stop > 0 && (dates[stop - 1] as number) >= end) stop--;
  const low = start === -1 ? stop : Math.min(start, stop);
  return {
    dates: dates.subarray(low, stop),
    closes: closes.subarray(low, stop),
    volumes: volumes.subarray(low, stop),
  };
}
