import {
  BRANCH_FIGURES,
  type BranchColumn,
  type BranchFigures,
  type BranchUtilisation,
} from '#shared/contract/procedures/whatif-branches.ts';
import type { Scope } from '#shared/domain/limit.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';

export type Kind = 'MONEY' | 'RATIO' | 'FRACTION' | 'COUNT' | 'TEXT';

/** A figure of every column, the base first; the differences are from the base, which has none of its own. */
export interface ComparisonRow {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly values: readonly (number | string | null)[];
  readonly differences: readonly (number | null)[];
}

const FIGURES: Readonly<Record<keyof BranchFigures, readonly [title: string, kind: Kind]>> = {
  nav: ['NAV', 'MONEY'],
  cash: ['Cash', 'MONEY'],
  gross: ['Gross', 'MONEY'],
  net: ['Net', 'MONEY'],
  leverage: ['Leverage', 'RATIO'],
  hhi: ['HHI', 'RATIO'],
  sigma: ['Sigma, one session', 'MONEY'],
  varParametric: ['VaR, parametric', 'MONEY'],
  varHistorical: ['VaR, historical', 'MONEY'],
  esParametric: ['ES, parametric', 'MONEY'],
  esHistorical: ['ES, historical', 'MONEY'],
  beta: ['Beta', 'RATIO'],
  stressLoss: ['Worst stress loss', 'MONEY'],
};

/**
 * Columns as they came, as rows: the figures, what became of the changes, then each limit that is among the most used of any
 * column, the most used first. `titleOf` names a control.
 */
export function comparisonRows(
  columns: readonly BranchColumn[],
  titleOf: (code: string) => string,
): ComparisonRow[] {
  const row = (
    id: string,
    title: string,
    kind: Kind,
    read: (column: BranchColumn) => number | string | null,
  ): ComparisonRow => {
    const values = columns.map(read);
    const [base] = values;
    const differences = values.map((value, place) =>
      place === 0 || typeof value !== 'number' || typeof base !== 'number' ? null : value - base,
    );
    return { id, title, kind, values, differences };
  };
  if (columns.length === 0) return [];
  return [
    ...(BRANCH_FIGURES as readonly (keyof BranchFigures)[]).map((name) =>
      row(name, ...FIGURES[name], ({ reading }) => reading.figures[name]),
    ),
    row('worstScenario', 'Worst scenario', 'TEXT', ({ reading }) => reading.worstScenario),
    row('tickets', 'Tickets in it', 'COUNT', ({ reading }) => reading.tickets),
    row('denied', 'Of them denied', 'COUNT', ({ reading }) => reading.denied),
    row('unmade', 'Changes not made in full', 'COUNT', ({ reading }) => reading.unmade),
    ...limitRows(columns, titleOf, row),
  ];
}

type RowOf = (
  id: string,
  title: string,
  kind: Kind,
  read: (column: BranchColumn) => number | null,
) => ComparisonRow;

function limitRows(
  columns: readonly BranchColumn[],
  titleOf: (code: string) => string,
  row: RowOf,
): ComparisonRow[] {
  const all = columns.flatMap(({ reading }) => reading.utilisations);
  const byId = new Map(all.map((one) => [idOf(one), one]));
  const rows = [...byId].map(([id, one]) => {
    const group = one.group === null ? '' : `, ${one.group}`;
    const title = `${titleOf(one.code)}, ${describeScope(one.scope as Scope | null)}${group}`;
    return row(
      id,
      title,
      'FRACTION',
      ({ reading }) => reading.utilisations.find((other) => idOf(other) === id)?.utilisation ?? null,
    );
  });
  const top = ({ values }: ComparisonRow): number =>
    Math.max(...values.map((value) => (typeof value === 'number' ? value : 0)));
  return rows.toSorted((a, b) => top(b) - top(a));
}

const idOf = ({ limitId, scope, group }: BranchUtilisation): string =>
  `limit ${JSON.stringify([limitId, scope, group])}`;

/** The rows as a sheet under their header: the values, then the differences from the base. */
export const comparisonCells = (
  names: readonly string[],
  rows: readonly ComparisonRow[],
): (string | number | null)[][] => [
  ['Figure', ...names, ...names.slice(1).map((name) => `${name} less base`)],
  ...rows.map(({ title, values, differences }) => [title, ...values, ...differences.slice(1)]),
];
