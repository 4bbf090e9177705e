import type { WorkbookCell } from '../ports/workbook-reader.ts';
import type { DecimalMark } from './number-style.ts';

/** Digits that a spreadsheet keeps of a number, and the most that any decimal survives a double with. */
const SIGNIFICANT = 15;

/**
 * A cell as a file of text would hold it, numbers with the file's decimal mark. A number with decimals has at most 15
 * significant digits, as in the sheet: 0.1 + 0.2 is `0.3` and what was typed comes back as typed; whole numbers keep
 * every digit. Small and large ones have an exponent: `1e-7`.
 * @source IEEE 754, DBL_DIG; ECMA-376 part 1, 18.3.1.96 (values are written with the digits of a double).
 */
export function cellText(cell: WorkbookCell, mark: DecimalMark): string {
  if (typeof cell === 'string') return cell;
  if (cell === null) return '';
  const text = String(Number.isInteger(cell) ? cell : Number(cell.toPrecision(SIGNIFICANT)));
  return mark === '.' ? text : text.replace('.', ',');
}

/**
 * A cell for the judgement of a file's styles: a number has none, so only its whole digits are told, which may be a
 * date's serial number.
 */
export function cellEvidence(cell: WorkbookCell): string {
  return typeof cell === 'number' && !Number.isInteger(cell) ? '' : cellText(cell, '.');
}
