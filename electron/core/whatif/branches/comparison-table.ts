import {
  BRANCH_FIGURES,
  type BranchColumn,
  type BranchUtilisation,
} from '#shared/contract/procedures/whatif-branches.ts';

export type Cell = string | number | null;

/** A comparison as rows of cells under a header; numbers unrounded, null where there is none. */
export interface ComparisonTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * One row a figure: its values by column, then the differences of the columns from the one compared with (`against`, null:
 * the base), which has none of its own. Then what the limits are used to, each limit that is among the 20 highest of any.
 */
export function comparisonTable(columns: readonly BranchColumn[], against: string | null): ComparisonTable {
  const others = columns.filter(({ name }) => name !== against);
  const titleOf = ({ name }: BranchColumn): string => name ?? BASE;
  const line = (name: string, cellOf: (column: BranchColumn) => Cell): Cell[] => [
    name,
    ...columns.map(cellOf),
    ...others.map(() => null),
  ];
  return {
    header: [
      'figure',
      ...columns.map(titleOf),
      ...others.map((column) => `${titleOf(column)} less ${against ?? BASE}`),
    ],
    rows: [
      ...BRANCH_FIGURES.map((name) => [
        name,
        ...columns.map(({ reading }) => reading.figures[name]),
        ...others.map(({ difference }) => difference[name]),
      ]),
      line('worstScenario', ({ reading }) => reading.worstScenario),
      line('tickets', ({ reading }) => reading.tickets),
      line('denied', ({ reading }) => reading.denied),
      line('unmade', ({ reading }) => reading.unmade),
      ...utilisationRows(columns, line),
    ],
  };
}

const BASE = 'base';

function utilisationRows(
  columns: readonly BranchColumn[],
  line: (name: string, cellOf: (column: BranchColumn) => Cell) => Cell[],
): Cell[][] {
  const names = new Set(columns.flatMap(({ reading }) => reading.utilisations.map(nameOf)));
  return [...names].map((name) =>
    line(
      name,
      ({ reading }) => reading.utilisations.find((one) => nameOf(one) === name)?.utilisation ?? null,
    ),
  );
}

/** A limit in one scope and group. */
const nameOf = ({ limitId, scope, group }: BranchUtilisation): string =>
  ['utilisation', limitId, scope === null ? '' : `${scope.level} ${scope.key}`, group ?? '']
    .filter((part) => part !== '')
    .join(' ');

/** The table as CSV text (RFC 4180, LF). A text that a spreadsheet would compute gets an apostrophe before it. */
export function comparisonCsv({ header, rows }: ComparisonTable): string {
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
