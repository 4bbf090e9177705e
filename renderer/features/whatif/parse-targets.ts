import { MAX_SIZED, type PositionTarget } from '#shared/contract/procedures/whatif.ts';
import type { AmountKind } from './whatif-store.ts';

export interface TargetProblem {
  /** Of the pasted text, from 1. */
  readonly line: number;
  readonly sentence: string;
}

export interface ParsedTargets {
  readonly targets: readonly PositionTarget[];
  readonly problems: readonly TargetProblem[];
}

type Column = 'symbol' | 'account' | AmountKind;

const NAMES: Readonly<Record<Column, readonly string[]>> = {
  symbol: ['symbol', 'ticker', 'security', 'instrument', 'ric'],
  account: ['account', 'acct', 'portfolio', 'fund', 'book'],
  WEIGHT: ['weight', 'target weight', 'target'],
  QUANTITY: ['quantity', 'qty', 'shares', 'target quantity', 'target shares'],
  VALUE: ['value', 'target value', 'market value', 'notional'],
};

interface Layout {
  readonly columns: readonly (Column | null)[];
  /** Weights are percent without saying so in each cell. */
  readonly percent: boolean;
}

/**
 * Rows as a sheet gives them: a symbol and what its position should be, with an account where the header names one.
 * Without a header the first column is the symbol and the second an amount of `kind`. `5 %` is a weight of 0.05, and so is
 * `0.05`; a number above 1 without a percent sign is refused, since nobody can know which of the two was meant.
 */
export function parseTargets(text: string, account: string, kind: AmountKind): ParsedTargets {
  const targets: PositionTarget[] = [];
  const problems: TargetProblem[] = [];
  let layout: Layout | null = null;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (raw.trim() === '') continue;
    const cells = cellsOf(raw);
    if (layout === null) {
      layout = headerOf(cells);
      if (layout !== null) continue;
      layout = { columns: ['symbol', kind], percent: false };
    }
    const row = readRow(cells, layout, account);
    if (typeof row === 'string') problems.push({ line: index + 1, sentence: row });
    else targets.push(row);
  }
  if (targets.length > MAX_SIZED)
    problems.push({ line: 0, sentence: `There are ${targets.length} targets: the most is ${MAX_SIZED}.` });
  return { targets, problems };
}

/** Tabs as a sheet puts them; else semicolons, commas or blanks. */
function cellsOf(line: string): string[] {
  const separator = [/\t/, /;/, /,/].find((one) => one.test(line));
  const cells = separator === undefined ? line.trim().split(/\s+/) : line.split(separator);
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function headerOf(cells: readonly string[]): Layout | null {
  const columns = cells.map((cell): Column | null => {
    const name = cell
      .toLowerCase()
      .replace(/\s*(\(%\)|%)$/, '')
      .replaceAll('_', ' ');
    return (Object.keys(NAMES) as Column[]).find((column) => NAMES[column].includes(name)) ?? null;
  });
  if (!columns.includes('symbol')) return null;
  const percent = cells.some((cell, index) => columns[index] === 'WEIGHT' && cell.includes('%'));
  return { columns, percent };
}

function readRow(
  cells: readonly string[],
  { columns, percent }: Layout,
  account: string,
): PositionTarget | string {
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const symbol = cell('symbol').toUpperCase();
  if (symbol === '') return 'There is no symbol.';
  const [given, other] = (['WEIGHT', 'QUANTITY', 'VALUE'] as const).filter((kind) => cell(kind) !== '');
  if (given === undefined) return `${symbol} has no target.`;
  if (other !== undefined) return `${symbol} has two targets: give one of weight, quantity and value.`;
  const amount = readAmount(cell(given), given, percent);
  if (typeof amount === 'string') return `${symbol}: ${amount}`;
  return { account: cell('account') || account, symbol, kind: given, amount };
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/;

function readAmount(text: string, kind: AmountKind, percent: boolean): number | string {
  const bracketed = /^\((.*)\)$/.exec(text)?.[1];
  const bare = (bracketed ?? text).replace(/\s*%$/, '').replace(/^−/, '-');
  const isPercent = /%\)?$/.test(text) || (percent && kind === 'WEIGHT');
  if (!NUMBER.test(bare) || !/\d/.test(bare)) return `"${text}" is not a number.`;
  if (isPercent && kind !== 'WEIGHT') return `"${text}" is a percentage, and no weight.`;
  const value = Number(bare.replaceAll(',', '')) * (bracketed === undefined ? 1 : -1);
  if (kind !== 'WEIGHT') return value;
  if (!isPercent && Math.abs(value) > 1)
    return `${text} would be ${Math.abs(value * 100)} % of NAV: write ${bare} % or ${Number(bare) * 100} %.`;
  return isPercent ? value / 100 : value;
}
