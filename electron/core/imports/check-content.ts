import { checkBars, type CheckedBars } from './check-bars.ts';
import { checkExecutions } from './check-executions.ts';
import type { StagedFill } from '../ports/importer.ts';
import type { FileRun } from './file-run.ts';
import type { ImportContent, ReadRow, RowValues } from './import-content.ts';
import { DEFAULT_MARGIN, MAIN } from './kinds/accounts.ts';
import { renameSymbols } from './rename-symbols.ts';
import { sumLots } from './sum-lots.ts';
import { resolveSpellings } from './symbol-spelling.ts';

export interface CheckOptions {
  /** Symbols of the store. */
  readonly knownSymbols: ReadonlySet<string>;
  readonly baseCurrency: string;
  /** YYYYMMDD. */
  readonly today: number;
}

/** What may be staged: rows in the column order of their tables, sorted, each key once. */
export interface CheckedContent {
  readonly instruments: readonly RowValues[];
  readonly quotes: readonly RowValues[];
  readonly fx: readonly RowValues[];
  readonly accounts: readonly RowValues[];
  readonly default_accounts: readonly RowValues[];
  readonly positions: readonly RowValues[];
  readonly factors: readonly RowValues[];
  readonly restricted: readonly RowValues[];
  readonly locates: readonly RowValues[];
  readonly bars: CheckedBars;
  readonly executions: readonly StagedFill[];
}

/**
 * Puts the rows of all files together: one symbol for all its spellings, positions under the ticker a renamed
 * company has here, lots summed, duplicates counted, conflicts rejected on the run of their file. The result does
 * not depend on the order of files and rows, except where one of two conflicting rows had to be kept: the first.
 */
export function checkContent(
  content: ImportContent,
  runs: readonly FileRun[],
  options: CheckOptions,
): CheckedContent {
  const { rows } = content;
  const spelled = (read: readonly ReadRow[], column: number) =>
    read.flatMap(({ values }) => (typeof values[column] === 'string' ? [values[column]] : []));
  const masters = resolveSpellings(spelled(rows.instruments, 0), options.knownSymbols);
  const known = new Set([...options.knownSymbols, ...masters.resolved.values()]);
  const others = resolveSpellings(
    [
      ...content.bars.spellings,
      ...spelled(rows.quotes, 0),
      ...spelled(rows.positions, 1),
      ...spelled(rows.factors, 1),
      ...spelled(rows.restricted, 0),
      ...spelled(rows.locates, 1),
    ],
    known,
  );
  warnOfSpellings([...masters.unmapped, ...others.unmapped], runs);
  for (const spelling of content.bars.spellings) known.add(others.resolved.get(spelling) ?? spelling);

  const resolve = (value: RowValues[number] | undefined) =>
    others.resolved.get(String(value)) ?? String(value);
  const rename = renameSymbols(content.symbolChanges, known, options.today);
  const instruments = mapColumn(rows.instruments, 0, (value) => masters.resolved.get(String(value)) ?? value);
  const quotes = mapColumn(rows.quotes, 0, resolve);
  const factors = mapColumn(rows.factors, 1, resolve);
  const restricted = mapColumn(rows.restricted, 0, (value) => (value === null ? null : resolve(value)));
  const locates = mapColumn(rows.locates, 1, (value) => rename(resolve(value)));
  const positions = mapColumn(rows.positions, 1, (value) => rename(resolve(value)));
  const accounts = distinct(rows.accounts, 1, 'account', runs);
  const summed = sumLots(positions, runs).toSorted(byValues);
  return {
    instruments: distinct(instruments, 1, 'symbol', runs),
    quotes: distinct(quotes, 2, 'time', runs),
    fx: distinct(rows.fx, 2, 'date', runs),
    accounts,
    default_accounts: defaultAccounts(summed, accounts, options.baseCurrency),
    positions: summed,
    factors: distinct(factors, 2, 'factor', runs),
    restricted: distinct(restricted, Infinity, 'symbol', runs),
    locates: distinct(locates, 3, 'quantity', runs),
    bars: checkBars(content.bars, others.resolved, runs),
    executions: checkExecutions(rows.executions, runs),
  };
}

function mapColumn(
  rows: readonly ReadRow[],
  column: number,
  map: (value: RowValues[number]) => RowValues[number],
): ReadRow[] {
  return rows.map(({ values, origin }) => ({
    values: values.with(column, map(values[column] ?? null)),
    origin,
  }));
}

/** Each key once; `keyLength` counts the leading columns of the key. */
function distinct(
  rows: readonly ReadRow[],
  keyLength: number,
  column: string,
  runs: readonly FileRun[],
): RowValues[] {
  const kept = new Map<string, ReadRow>();
  for (const row of rows) {
    const key = JSON.stringify(row.values.slice(0, keyLength));
    const first = kept.get(key);
    const run = runs[row.origin.file];
    if (first === undefined) kept.set(key, row);
    else if (run !== undefined && byValues(first.values, row.values) === 0) run.duplicates++;
    else {
      const place = `line ${first.origin.line} of ${runs[first.origin.file]?.file ?? ''}`;
      const sentence = `The same key stands with other values on ${place}; that row is kept.`;
      run?.rejects.reject(row.origin.line, column, String(row.values[0]), 'DUPLICATE_CONFLICT', sentence);
    }
  }
  return [...kept.values()].map(({ values }) => values).toSorted(byValues);
}

/** Column by column; null before numbers before texts. */
function byValues(a: RowValues, b: RowValues): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? null, b[i] ?? null];
    if (x === y) continue;
    if (typeof x !== typeof y) return rankOf(x) - rankOf(y);
    return x === null || y === null ? rankOf(x) - rankOf(y) : x < y ? -1 : 1;
  }
  return 0;
}

const rankOf = (value: string | number | null): number =>
  value === null ? 0 : typeof value === 'number' ? 1 : 2;

/** An account that positions name and no file declares: no cash, on the desk `MAIN`. */
function defaultAccounts(
  positions: readonly RowValues[],
  accounts: readonly RowValues[],
  baseCurrency: string,
): RowValues[] {
  const declared = new Set(accounts.map(([account]) => account));
  const used = new Set(positions.map(([account = null]) => account));
  return [...used]
    .filter((account) => !declared.has(account))
    .map((account) => [account, MAIN, baseCurrency, 0, DEFAULT_MARGIN.long, DEFAULT_MARGIN.short]);
}

const LISTED = 20;
/** Kinds that name symbols as they like. */
const SPELLED: ReadonlySet<string> = new Set([
  'instruments',
  'bars',
  'quotes',
  'positions',
  'factors',
  'restricted',
  'locates',
]);

function warnOfSpellings(unmapped: readonly string[], runs: readonly FileRun[]): void {
  const run = runs.find(({ kind }) => SPELLED.has(kind));
  if (run === undefined || unmapped.length === 0) return;
  const names = [...new Set(unmapped)];
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  run.warnings.push(
    `No known symbol for these spellings, kept as they are: ${names.slice(0, LISTED).join(', ')}${more}.`,
  );
}
