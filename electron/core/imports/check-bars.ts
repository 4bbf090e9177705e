import { formatDecimal, PRICE_ONE, PRICE_PLACES } from '#shared/domain/decimal.ts';
import { findSuspiciousCloses, type SuspiciousClose } from '#shared/quant/suspicious-closes.ts';
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

/** A close this many times its neighbours' is rejected. */
const JUMP = 20;

/**
 * Sorts the bars and checks them against each other. The same bar again counts as a duplicate; another bar of the
 * same symbol and date is rejected, the first one stays. A close at least 20 times both its neighbours is a unit
 * mix-up and is rejected; every other move of more than 40 %, such as a shifted decimal or a split, is kept with a flag,
 * and so is the bar whose high is below its low. All of them are listed as suspicious in the report of their file.
 */
export function checkBars(
  columns: BarColumns,
  resolved: ReadonlyMap<string, string>,
  runs: readonly FileRun[],
): CheckedBars {
  const symbols = columns.spellings.map((spelling) => resolved.get(spelling) ?? spelling);
  listContradictions(columns, resolved, runs);
  const unique = dropDuplicates(columns, symbols, sortBars(columns, symbols), runs);
  return { columns, symbols, order: checkCloses(columns, symbols, unique, runs) };
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

/** Checks each symbol's closes against each other; a rejected one is no longer in the order that is returned. */
function checkCloses(
  columns: BarColumns,
  symbols: readonly string[],
  order: Uint32Array,
  runs: readonly FileRun[],
): Uint32Array {
  let kept = 0;
  for (let from = 0; from < order.length;) {
    const symbol = symbolOf(columns, symbols, order[from] ?? 0);
    let to = from + 1;
    while (to < order.length && symbolOf(columns, symbols, order[to] ?? 0) === symbol) to++;
    const own = order.subarray(from, to);
    const closes = Float64Array.from(own, (bar) => columns.values.close[bar] ?? NaN);
    const rejected = new Set<number>();
    for (const found of findSuspiciousCloses(closes)) {
      const bar = own[found.at] ?? 0;
      const close = closes[found.at] ?? NaN;
      if (isUnitMixUp(close, found)) rejected.add(bar);
      const run = runs[columns.fileOf(bar)];
      run?.suspicious.add({
        symbol,
        date: isoDateOf(columns, bar),
        rule: found.rule,
        value: close / PRICE_ONE,
        against: found.previous / PRICE_ONE,
        kept: !rejected.has(bar),
      });
      if (run !== undefined) reportClose(run, columns.line[bar] ?? 0, close, found);
    }
    from = to;
    for (const bar of own) if (!rejected.has(bar)) order[kept++] = bar;
  }
  return order.subarray(0, kept);
}

const isUnitMixUp = (close: number, { previous, back }: SuspiciousClose): boolean =>
  back !== null && close >= previous * JUMP && close >= back * JUMP;

function reportClose({ rejects }: FileRun, line: number, close: number, found: SuspiciousClose): void {
  const { previous, rule } = found;
  const value = formatDecimal(close, PRICE_PLACES);
  const what = `The close before it is ${formatDecimal(previous, PRICE_PLACES)}`;
  if (isUnitMixUp(close, found)) {
    const sentence = `${what} and the next one is near that again: this looks like another unit, such as pence for pounds.`;
    rejects.reject(line, 'close', value, 'PRICE_JUMP', sentence);
    return;
  }
  const isJump = close >= previous * JUMP || close * JUMP <= previous;
  rejects.flag(line, 'close', value, isJump ? 'PRICE_JUMP' : rule, `${what}: the bar is kept as it is.`);
}

/** Lists the rows that contradict themselves beside the closes, under the symbol that their spelling stands for. */
function listContradictions(
  { contradictions }: BarColumns,
  resolved: ReadonlyMap<string, string>,
  runs: readonly FileRun[],
): void {
  for (const { spelling, date, file, rule, value, against } of contradictions) {
    runs[file]?.suspicious.add({
      symbol: resolved.get(spelling) ?? spelling,
      date: toIsoDate(date),
      rule,
      value: value / PRICE_ONE,
      against: against === null ? null : against / PRICE_ONE,
      kept: rule === 'HIGH_BELOW_LOW',
    });
  }
}
