/** A square window on a matrix of n: the first row and column in it, fractions of a cell, and cells across. */
export interface HeatView {
  readonly row: number;
  readonly column: number;
  readonly span: number;
}

const LEAST_SPAN = 4;

export const wholeView = (n: number): HeatView => ({ row: 0, column: 0, span: n });

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The view moved by cells, never beyond the matrix. */
export function panned({ row, column, span }: HeatView, rows: number, columns: number, n: number): HeatView {
  const most = n - span;
  return { row: within(row + rows, 0, most), column: within(column + columns, 0, most), span };
}

/** The view `factor` times as wide (below 1: closer), what lies at a share of its height and width staying there. */
export function zoomed(
  view: HeatView,
  factor: number,
  at: { readonly x: number; readonly y: number },
  n: number,
): HeatView {
  const span = within(view.span * factor, Math.min(LEAST_SPAN, n), n);
  const lost = view.span - span;
  return panned({ ...view, span }, at.y * lost, at.x * lost, n);
}

/** The view moved as little as it takes to hold a cell. */
export function revealing(view: HeatView, row: number, column: number, n: number): HeatView {
  const move = (from: number, cell: number): number =>
    cell < from ? cell - from : cell + 1 > from + view.span ? cell + 1 - from - view.span : 0;
  return panned(view, move(view.row, row), move(view.column, column), n);
}
