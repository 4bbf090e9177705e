export interface Column {
  /** A table whose titles are all empty has no head. */
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Colours a cell of the column after it was padded. */
  readonly paint?: ((cell: string) => string) | undefined;
}

/**
 * Rows as aligned columns two blanks apart, a rule under the head, a line end after every row. Control characters
 * of the data are shown as `?`: a name in a file cannot move the cursor or colour the screen.
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((_, i) => printable(row[i] ?? '')));
  const widths = columns.map(({ title }, i) =>
    cells.reduce((widest, row) => Math.max(widest, widthOf(row[i] ?? '')), title.length),
  );
  const line = (row: readonly string[], painted: boolean): string =>
    columns
      .map(({ align, paint }, i) => {
        const padded = pad(row[i] ?? '', widths[i] ?? 0, align, i === columns.length - 1);
        return painted && paint !== undefined ? paint(padded) : padded;
      })
      .join('  ')
      .trimEnd();
  const titles = columns.map(({ title }) => title);
  const head = titles.every((title) => title === '')
    ? []
    : [line(titles, false), widths.map((width) => '─'.repeat(width)).join('  ')];
  return [...head, ...cells.map((row) => line(row, true))].map((text) => `${text}\n`).join('');
}

function pad(text: string, width: number, align: Column['align'], isLast: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  if (align === 'right') return blanks + text;
  return isLast ? text : text + blanks;
}

const widthOf = (text: string): number => Array.from(text).length;

/** The text without control and format characters, line ends included. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
