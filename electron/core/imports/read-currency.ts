import type { RowReader } from './row-reader.ts';

/**
 * An ISO 4217 code, upper case; the default where the cell is empty. A minor unit written as a code (`GBp` for
 * pence) rejects the row: upper-cased it would be a hundred times the money.
 */
export function readCurrency(row: RowReader, column: string, otherwise: string): string {
  const text = row.text(column);
  if (text === '') return otherwise;
  if (/^[A-Z]{2}[a-z]$/.test(text) || text === 'GBX') {
    row.reject(
      column,
      'MINOR_CURRENCY',
      'This is a hundredth of a currency: convert the prices to the currency itself.',
    );
  } else if (!/^[A-Za-z]{3}$/.test(text)) {
    row.reject(column, 'NOT_A_CURRENCY', 'A currency is three letters, such as USD.');
  }
  return text.toUpperCase();
}
