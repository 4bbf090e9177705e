import type { SymbolId } from '#shared/domain/ids.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import { PriceHistory } from './price-history.ts';

type BarReader = Pick<DeskReader, 'calendar' | 'barsBetween' | 'newestBarChange' | 'firstBarChanged'>;

interface Kept {
  readonly from: number;
  readonly to: number;
  /** Record of the newest change of bars before they were read. */
  readonly change: number;
  readonly history: PriceHistory;
}

/**
 * The bars that were asked for, kept: the next time only those that were imported or ruled on since, or that go further back,
 * are read from the store. Bars are nearly all of what a desk, and the risk of its book, is read from.
 * One range is kept, the widest that was asked for, at 16 bytes a bar.
 */
export class KeptHistory {
  readonly #reader: BarReader;
  #kept: Kept | null = null;

  constructor(reader: BarReader) {
    this.#reader = reader;
  }

  /** As the reader's. */
  calendar(index: SymbolId, asOf: number, sessions: number): Int32Array {
    return this.#reader.calendar(index, asOf, sessions);
  }

  /** Bars of two dates and between, YYYYMMDD: what the store has now. */
  between(from: number, to: number): PriceHistory {
    // Looked at first: what is written while bars are read is read once more the next time.
    const change = this.#reader.newestBarChange();
    const start = this.#kept === null || to < this.#kept.to ? from : Math.min(from, this.#kept.from);
    const history = this.#read(start, to);
    this.#kept = { from: start, to, change, history };
    return start === from ? history : history.since(from);
  }

  /** From no later than what is kept, unless it goes beyond `to`. */
  #read(from: number, to: number): PriceHistory {
    const kept = this.#kept;
    const changed = kept === null ? from : (this.#reader.firstBarChanged(kept.change) ?? Infinity);
    if (kept === null || to < kept.to || changed <= from) return this.#fresh(from, to);
    const first = Math.min(changed, kept.to + 1);
    if (first > to && from === kept.from) return kept.history;
    return joinHistories([
      this.#fresh(from, Math.min(kept.from, first) - 1),
      kept.history.before(first),
      this.#fresh(first, to),
    ]);
  }

  #fresh(from: number, to: number): PriceHistory {
    return from > to ? NONE : new PriceHistory(this.#reader.barsBetween(from, to));
  }
}

const NONE = new PriceHistory({
  symbols: [],
  ...{ symbolIndex: new Int32Array(0), dates: new Int32Array(0) },
  ...{ closes: new Float64Array(0), volumes: new Float64Array(0) },
});

/** Histories one after the other in time, in columns of their own: those they were read into are not held on to. */
function joinHistories(parts: readonly PriceHistory[]): PriceHistory {
  const symbols = [...new Set(parts.flatMap((part) => [...part.symbols()]))];
  const length = parts.reduce((sum, part) => sum + part.bars, 0);
  const columns = {
    symbols,
    symbolIndex: new Int32Array(length),
    dates: new Int32Array(length),
    closes: new Float64Array(length),
    volumes: new Float64Array(length),
  };
  let at = 0;
  for (const [index, symbol] of symbols.entries()) {
    for (const part of parts) {
      const { dates, closes, volumes } = part.of(symbol);
      columns.symbolIndex.fill(index, at, at + dates.length);
      columns.dates.set(dates, at);
      columns.closes.set(closes, at);
      columns.volumes.set(volumes, at);
      at += dates.length;
    }
  }
  return new PriceHistory(columns);
}
