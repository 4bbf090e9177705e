import type { ReactElement, ReactNode } from 'react';

export interface FigureColumn<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Drawn in place of the text. */
  readonly cell?: (row: Row) => ReactNode;
  /** Numbers: right, tabular. */
  readonly isNumber?: boolean;
}

export interface FigureTableProps<Row> {
  /** What it is read out as. */
  readonly label: string;
  readonly columns: readonly FigureColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table of figures that scrolls by key below its header. */
export function FigureTable<Row>({ label, columns, rows, keyOf }: FigureTableProps<Row>): ReactElement {
  return (
    <div className="figure-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber === true ? 'right' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, text, cell, isNumber }) => (
                <td key={title} className={isNumber === true ? 'num right' : undefined}>
                  {cell === undefined ? text(row) : cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
