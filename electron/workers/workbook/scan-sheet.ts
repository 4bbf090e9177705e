import { damagedWorkbook, workbookTooLarge } from './workbook-errors.ts';

/** What a spreadsheet program can hold. */
const MAX_SHEET_ROWS = 1_048_576;
const MAX_SHEET_COLUMNS = 16_384;
/** Rows times columns up to the last cells that hold anything, of all sheets: all between them cost memory, too. */
export const MAX_CELLS = 5_000_000;
/** Rows of all sheets together, those without any cell included: four sheets to their very end. */
const MAX_ROWS = 4 * MAX_SHEET_ROWS;

/** Stands for a formula that was saved without its value, so that nobody takes the cell for an empty one. */
export const UNCALCULATED = '#UNCALCULATED';

/** What the sheets scanned so far span together. */
export interface Extent {
  rows: number;
  cells: number;
}

/** A cell whose text the reader of workbooks would lose; row and column from 1. */
export interface LostCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const ROW_NUMBER = /^\d{1,7}$/;
const ADDRESS = /^([A-Z]{1,3})(\d{1,7})$/;
/** A tag up to its first `>`: quotes are closed and hold no `<`, so that nobody can read it in another way. */
const PLAIN_TAG = /^(?:[^"'<]|"[^"<]*"|'[^'<]*')*$/;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The two attributes that matter: where a cell stands, and of which type it is. */
interface Place {
  r?: string;
  t?: string;
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string | undefined;
  isFormula: boolean;
  /** A string that stands in the cell itself. */
  isInline: boolean;
  value: string | null;
}

/**
 * Reads the addresses of a sheet's XML before anything makes room for its cells, and returns the cells that hold an
 * error (`#REF!`) or a formula without a value. Throws AppErrorException: IMPORT_TOO_LARGE when the sheet and those
 * already in `extent` span more than the caps; IMPORT_UNREADABLE when it ends too early, a cell has no plain address, or it is written in a way that
 * two readers could understand differently (comments, CDATA, prefixed addresses).
 */
export function scanSheet(xml: string, file: string, extent: Extent = { rows: 0, cells: 0 }): LostCell[] {
  const scan = new SheetScan(file, extent);
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const end = xml.indexOf('>', at);
    if (end < 0) throw damagedWorkbook(file);
    scan.tag(xml.slice(at + 1, end), xml, end + 1);
    at = end + 1;
  }
  scan.end();
  return scan.lost;
}

class SheetScan {
  readonly lost: LostCell[] = [];
  readonly #file: string;
  readonly #extent: Extent;
  /** The last row of the sheet at all. */
  #last = 0;
  /** Up to the last cells with content. */
  #rows = 0;
  #columns = 0;
  #rowNumber: number | null = null;
  #cell: OpenCell | null = null;
  #isOpen = false;

  constructor(file: string, extent: Extent) {
    this.#file = file;
    this.#extent = extent;
  }

  tag(tag: string, xml: string, next: number): void {
    if (tag.startsWith('?xml')) return;
    if (tag.startsWith('!') || tag.startsWith('?') || !PLAIN_TAG.test(tag)) throw this.#unclear();
    const name = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(tag)?.[1] ?? '';
    if (tag.startsWith('/')) {
      if (name === 'c') this.#closeCell();
      else if (name === 'worksheet') this.#isOpen = false;
    } else if (name === 'worksheet') this.#isOpen = true;
    else if (name === 'row') this.#openRow(this.#placeOf(tag));
    else if (name === 'c') {
      this.#openCell(this.#placeOf(tag));
      if (tag.endsWith('/')) this.#closeCell();
    } else if (this.#cell !== null && name === 'f') this.#cell.isFormula = true;
    else if (this.#cell !== null && name === 'is') this.#cell.isInline = true;
    else if (this.#cell !== null && name === 'v') {
      this.#cell.value = tag.endsWith('/') ? '' : xml.slice(next, xml.indexOf('<', next));
    }
  }

  end(): void {
    if (this.#isOpen) throw damagedWorkbook(this.#file);
    this.#extent.rows += this.#last;
    this.#extent.cells += this.#rows * this.#columns;
  }

  #openRow({ r }: Place): void {
    if (r !== undefined && !ROW_NUMBER.test(r)) throw this.#unclear();
    this.#rowNumber = r === undefined ? null : Number(r);
    this.#reaches(this.#rowNumber ?? this.#last + 1);
  }

  #openCell({ r = '', t }: Place): void {
    const [, letters = '', digits = ''] = ADDRESS.exec(r) ?? [];
    const row = Number(digits);
    if (row === 0 || (this.#rowNumber !== null && row !== this.#rowNumber)) throw this.#unclear();
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    this.#reaches(row);
    if (column > MAX_SHEET_COLUMNS) throw this.#tooLarge();
    this.#cell = { row, column, type: t, isFormula: false, isInline: false, value: null };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null) return;
    const { row, column, type, isFormula, isInline, value } = cell;
    if (type === 'e' || isFormula || isInline || value !== null) this.#spans(row, column);
    const hasValue = value !== null && value !== '';
    // A formula whose result is the empty text is a `str` with an empty value: an empty cell indeed.
    const isUncalculated = isFormula && !hasValue && !(type === 'str' && value === '');
    if (type === 'e' && hasValue) this.lost.push({ row, column, text: value });
    else if (type === 'e' || isUncalculated) this.lost.push({ row, column, text: UNCALCULATED });
  }

  /** Neither may have a prefix or stand twice: readers differ in which one they take. */
  #placeOf(tag: string): Place {
    const place: Place = {};
    for (const [, name = '', double, single] of tag.matchAll(ATTRIBUTE)) {
      const [key = '', isPrefixed = false] = name.includes(':') ? [name.split(':').at(-1), true] : [name];
      if (key !== 'r' && key !== 't') continue;
      if (isPrefixed || place[key] !== undefined) throw this.#unclear();
      place[key] = double ?? single ?? '';
    }
    return place;
  }

  #spans(row: number, column: number): void {
    this.#rows = Math.max(this.#rows, row);
    this.#columns = Math.max(this.#columns, column);
    if (this.#extent.cells + this.#rows * this.#columns > MAX_CELLS) throw this.#tooLarge();
  }

  #reaches(row: number): void {
    this.#last = Math.max(this.#last, row);
    if (this.#last > MAX_SHEET_ROWS || this.#extent.rows + this.#last > MAX_ROWS) throw this.#tooLarge();
  }

  #tooLarge() {
    const cells = MAX_CELLS.toLocaleString('en-US');
    return workbookTooLarge(this.#file, `The sheets of the workbook span more than ${cells} cells`);
  }

  #unclear() {
    return damagedWorkbook(this.#file, 'The workbook is written in a way that is not read without doubt');
  }
}
