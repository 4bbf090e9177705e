import { bareNumber, isMissing, type DecimalMark } from './number-style.ts';

/** One evidence outweighs this many times fewer of the other: those are then typing errors, rejected row by row. */
export const DECISIVE = 20;

/** A cell that two styles read differently, with where it stands, to show when nothing else decides. */
export interface OpenCell {
  readonly column: string;
  readonly value: string;
}

/** What the numeric cells of a file say about its decimal mark. A file has one style. */
export interface NumberEvidence {
  point: number;
  comma: number;
  open: OpenCell | null;
}

export const noNumberEvidence = (): NumberEvidence => ({ point: 0, comma: 0, open: null });

/**
 * Adds what one cell says: `1,234.5` and `1,234,567` that the point is the decimal mark, `1.5`, `0.123` and
 * `1234.567` too; `1.234` could be either and is kept as open.
 */
export function noteNumber(evidence: NumberEvidence, column: string, value: string): void {
  if (isMissing(value)) return;
  const digits = bareNumber(value)?.digits.replace(/[eE][+-]?\d{1,3}$/, '') ?? '';
  if (!/^[\d.,' ]+$/.test(digits)) return;
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points > 0 && commas > 0) {
    const mark = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    if ((mark === '.' ? points : commas) === 1) add(evidence, mark);
  } else if (points > 1 || commas > 1) {
    if (/^\d{1,3}([.,])\d{3}(?:\1\d{3})+$/.test(digits)) add(evidence, points > 1 ? ',' : '.');
  } else if (points + commas === 1) {
    const mark = points === 1 ? '.' : ',';
    if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) evidence.open ??= { column, value };
    else add(evidence, mark);
  }
}

function add(evidence: NumberEvidence, mark: DecimalMark): void {
  if (mark === '.') evidence.point++;
  else evidence.comma++;
}

/**
 * The decimal mark the cells agree on. Cells that could be either follow the others; alone they follow
 * `convention` (a comma-separated file has points). null: it must be asked.
 */
export function decideDecimal(evidence: NumberEvidence, convention: DecimalMark | null): DecimalMark | null {
  const { point, comma, open } = evidence;
  if (point > comma * DECISIVE) return '.';
  if (comma > point * DECISIVE) return ',';
  if (point > 0) return null;
  return open === null ? (convention ?? '.') : convention;
}
