/** A cell that a spreadsheet would run as a formula is written as text: an apostrophe goes in front. */
export function neutralise(value: string): string {
  return /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.,]+(?:e[+-]?\d+)?%?$/i.test(value) ? `'${value}` : value;
}

/** Rows as tab-separated text for the clipboard; tabs and line breaks inside a cell become spaces. */
export const toTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => neutralise(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');

/** Rows as RFC 4180 text with CRLF. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => quoted(neutralise(cell))).join(',')).join('\r\n') + '\r\n';

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
