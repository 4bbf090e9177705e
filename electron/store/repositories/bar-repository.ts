import type { BarColumns } from '#electron/core/ports/desk-reader.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { toIsoDate } from './dates.ts';

type BarRow = [date: number, close: number | null, volume: number | null];

/** Rows whose columns may be made too long. */
const FEW_BARS = 100_000;

/** Daily bars. The key of the table is (instrument, date), so every read is a range of it. */
export function barRepository(db: SqliteDatabase) {
  const dates = db
    .prepare(
      `SELECT date FROM bars WHERE instrument_id = (SELECT id FROM instruments WHERE symbol = ?) AND date <= ?
       ORDER BY date DESC LIMIT ?`,
    )
    .pluck();
  const last = db
    .prepare('SELECT max((SELECT max(date) FROM bars WHERE instrument_id = i.id)) FROM instruments i')
    .pluck();
  const recent = db
    .prepare(
      `SELECT date, iif(state IS 'EXCLUDED', NULL, close), iif(state IS 'EXCLUDED', NULL, volume)
       FROM bars LEFT JOIN bar_rulings USING (instrument_id, date)
       WHERE instrument_id = (SELECT id FROM instruments WHERE symbol = ?) ORDER BY date DESC LIMIT ?`,
    )
    .raw();
  const count = db.prepare('SELECT count(*) FROM bars').pluck();
  const newestChange = db.prepare('SELECT coalesce(max(seq), 0) FROM bar_changes').pluck();
  const firstChanged = db.prepare('SELECT min(first_date) FROM bar_changes WHERE seq > ?').pluck();

  return {
    calendar: (index: SymbolId, asOf: number, sessions: number) =>
      Int32Array.from(dates.all(index, asOf, sessions) as number[]).reverse(),
    lastSession: () => last.get() as number | null,
    bars: (symbol: SymbolId, sessions: number) =>
      (recent.all(symbol, sessions) as BarRow[]).reverse().map(([date, close, volume]) => ({
        date: toIsoDate(date),
        close: close as Price | null,
        volume: volume as Quantity | null,
      })),
    barCount: () => count.get() as number,
    newestBarChange: () => newestChange.get() as number,
    firstBarChanged: (after: number) => firstChanged.get(after) as number | null,
    barsBetween: barsBetween(db),
  };
}

/**
 * One range scan per instrument, straight into columns as long as they have to be: growing ones leave their former
 * selves to the allocator, which keeps them. SQLite hands a row over in
 * about 0.4 us this way; one statement over all instruments needs a symbol and an iterator step per row and takes
 * twice as long.
 */
function barsBetween(db: SqliteDatabase): (from: number, to: number) => BarColumns {
  const instruments = db.prepare('SELECT id, symbol FROM instruments ORDER BY symbol').raw();
  const range = db
    .prepare(
      'SELECT date, close, volume FROM bars WHERE instrument_id = ? AND date BETWEEN ? AND ? ORDER BY date',
    )
    .raw();
  const count = db.prepare('SELECT count(*) FROM bars WHERE date BETWEEN ? AND ?').pluck();
  const excluded = db
    .prepare("SELECT instrument_id, date FROM bar_rulings WHERE state = 'EXCLUDED' AND date BETWEEN ? AND ?")
    .raw();
  const mostBetween = (names: number, from: number, to: number): number => {
    // Counting reads the whole table. A few days hold no more than a bar of every instrument each.
    const most = names * (to - from + 1);
    return most <= FEW_BARS ? most : (count.get(from, to) as number);
  };
  // One transaction: the bars that were counted are the bars that are read.
  return db.transaction((from: number, to: number) => {
    const left = Map.groupBy(excluded.all(from, to) as [number, number][], ([id]) => id);
    const names = instruments.all() as [number, SymbolId][];
    const columns = new Columns(mostBetween(names.length, from, to));
    const symbols: SymbolId[] = [];
    for (const [id, symbol] of names) {
      const rows = range.all(id, from, to) as BarRow[];
      if (rows.length === 0) continue;
      const dates = new Set(left.get(id)?.map(([, date]) => date));
      columns.append(symbols.length, dates.size === 0 ? rows : rows.map((row) => without(row, dates)));
      symbols.push(symbol);
    }
    return { symbols, ...columns.filled() };
  });
}

const without = (row: BarRow, excluded: ReadonlySet<number>): BarRow =>
  excluded.has(row[0]) ? [row[0], null, null] : row;

class Columns {
  #length = 0;
  readonly #symbolIndex: Int32Array;
  readonly #dates: Int32Array;
  readonly #closes: Float64Array;
  readonly #volumes: Float64Array;

  constructor(capacity: number) {
    this.#symbolIndex = new Int32Array(capacity);
    this.#dates = new Int32Array(capacity);
    this.#closes = new Float64Array(capacity);
    this.#volumes = new Float64Array(capacity);
  }

  append(symbol: number, rows: readonly BarRow[]): void {
    for (const [date, close, volume] of rows) {
      const row = this.#length++;
      this.#symbolIndex[row] = symbol;
      this.#dates[row] = date;
      this.#closes[row] = close ?? NaN;
      this.#volumes[row] = volume ?? NaN;
    }
  }

  /** All that was appended. */
  filled(): Omit<BarColumns, 'symbols'> {
    return {
      symbolIndex: this.#symbolIndex.subarray(0, this.#length),
      dates: this.#dates.subarray(0, this.#length),
      closes: this.#closes.subarray(0, this.#length),
      volumes: this.#volumes.subarray(0, this.#length),
    };
  }
}
