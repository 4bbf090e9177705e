import { formatDecimal, PRICE_PLACES } from '#shared/domain/decimal.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import { BAR_FIELDS, type BarColumns } from './bar-columns.ts';
import type { FileRun } from './file-run.ts';

/** Bars of an import that may be stored: `order` lists them by symbol, then date, each pair once. */
export interface CheckedBars {
  readonly columns: BarColumns;
  /** Symbol of each spelling of the columns. */
  readonly symbols: readonly string[];
  readonly order: Uint32Array;
}

/** A close this many times its neighbours', or this fraction of them, is a finding. */
const JUMP = 20;

/**
 * Sorts the bars and checks them against each other. The same bar again counts as a duplicate; another bar of the
 * same symbol and date is rejected, the first one stays. A close at least 20 times both its neighbours is a unit
 * mix-up and is rejected; one of a twentieth of both, and a jump of that size that lasts, is kept with a flag:
 * splits and shifted decimals do that in real histories.
 */
export function checkBars(
  columns: BarColumns,
  resolved: ReadonlyMap<string, string>,
  runs: readonly FileRun[],
): CheckedBars {
  const symbols = columns.spellings.map((spelling) => resolved.get(spelling) ?? spelling);
  const unique = dropDuplicates(columns, symbols, sortBars(columns, symbols), runs);
  return { columns, symbols, order: checkJumps(columns, symbols, unique, runs) };
}

function sortBars(columns: BarColumns, symbols: readonly string[]): Uint32Array {
  const byName = [...new Set(symbols)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rankOf = new Map(byName.map((symbol, rank) => [symbol, rank]));
  const ranks = Uint32Array.from(symbols, (symbol) => rankOf.get(symbol) ?? 0);
  const { symbol, date, length } = columns;
  const before = (a: number, b: number): number =>
    (ranks[symbol[a] ?? 0] ?? 0) - (ranks[symbol[b] ?? 0] ?? 0) || (date[a] ?? 0) - (date[b] ?? 0) || a - b;
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let i = 1; i < length; i++) {
    if (before(i - 1, i) > 0) return order.sort(before);
  }
  return order;
}

function dropDuplicates(
  columns: BarColumns,
  symbols: readonly string[],
  order: Uint32Array,
  runs: readonly FileRun[],
): Uint32Array {
  let kept = 0;
  for (const bar of order) {
    const last = kept === 0 ? undefined : order[kept - 1];
    if (last === undefined || !isSameDay(columns, symbols, last, bar)) {
      order[kept++] = bar;
      continue;
    }
    const run = runs[columns.fileOf(bar)];
    if (run === undefined) continue;
    if (isSameBar(columns, last, bar)) run.duplicates++;
    else {
      const first = `line ${columns.line[last]} of ${runs[columns.fileOf(last)]?.file ?? ''}`;
      const sentence = `Another bar of this symbol and date, with other values, stands on ${first}; that one is kept.`;
      run.rejects.reject(
        columns.line[bar] ?? 0,
        'date',
        isoDateOf(columns, bar),
        'DUPLICATE_CONFLICT',
        sentence,
      );
    }
  }
  return order.subarray(0, kept);
}

const isoDateOf = (columns: BarColumns, bar: number): string => toIsoDate(columns.date[bar] ?? 0);

function isSameDay(columns: BarColumns, symbols: readonly string[], a: number, b: number): boolean {
  return (
    columns.date[a] === columns.date[b] && symbolOf(columns, symbols, a) === symbolOf(columns, symbols, b)
  );
}

function symbolOf(columns: BarColumns, symbols: readonly string[], bar: number): string {
  return symbols[columns.symbol[bar] ?? 0] ?? '';
}

const isSameBar = ({ values }: BarColumns, a: number, b: number): boolean =>
  BAR_FIELDS.every((field) => Object.is(values[field][a], values[field][b]));

/** Walks each symbol's closes; `previous` is the last one that is not itself a spike. */
function checkJumps(
  columns: BarColumns,
  symbols: readonly string[],
  order: Uint32Array,
  runs: readonly FileRun[],
): Uint32Array {
  const closes = columns.values.close;
  let kept = 0;
  let previous = NaN;
  let symbol = '';
  for (let i = 0; i < order.length; i++) {
    const bar = order[i] ?? 0;
    const own = symbolOf(columns, symbols, bar);
    if (own !== symbol) previous = NaN;
    symbol = own;
    const close = closes[bar] ?? NaN;
    const up = close >= previous * JUMP;
    const down = close * JUMP <= previous;
    let isSpike = false;
    if (up || down) {
      const next = nextClose(columns, symbols, order, i);
      isSpike = up ? close >= next * JUMP : close * JUMP <= next;
      reportJump(columns, bar, runs, previous, isSpike && up);
    }
    if (!isSpike && !Number.isNaN(close)) previous = close;
    if (!(isSpike && up)) order[kept++] = bar;
  }
  return order.subarray(0, kept);
}

/** The symbol's next close; NaN when there is none. */
function nextClose(
  columns: BarColumns,
  symbols: readonly string[],
  order: Uint32Array,
  from: number,
): number {
  const symbol = symbolOf(columns, symbols, order[from] ?? 0);
  for (let i = from + 1; i < order.length; i++) {
    const bar = order[i] ?? 0;
    if (symbolOf(columns, symbols, bar) !== symbol) break;
    const close = columns.values.close[bar] ?? NaN;
    if (!Number.isNaN(close)) return close;
  }
  return NaN;
}

function reportJump(
  columns: BarColumns,
  bar: number,
  runs: readonly FileRun[],
  previous: number,
  isRejected: boolean,
): void {
  const rejects = runs[columns.fileOf(bar)]?.rejects;
  const line = columns.line[bar] ?? 0;
  const value = formatDecimal(columns.values.close[bar] ?? 0, PRICE_PLACES);
  const what = `The close before it is ${formatDecimal(previous, PRICE_PLACES)}`;
  if (isRejected) {
    const sentence = `${what} and the next one is near that again: this looks like another unit, such as pence for pounds.`;
    rejects?.reject(line, 'close', value, 'PRICE_JUMP', sentence);
  } else rejects?.flag(line, 'close', value, 'PRICE_JUMP', `${what}: the bar is kept as it is.`);
}
