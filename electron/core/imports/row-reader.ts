import { formatDecimal } from '#shared/domain/decimal.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import { readDate, type DateOrder, type DateReading } from './date-style.ts';
import { readNumber, type DecimalMark } from './number-style.ts';
import type { FileRun } from './file-run.ts';
import type { RejectList } from './reject-list.ts';

const SAMPLE_ROWS = 5;
const DATE_CACHE = 65_536;
/**
 * What has no place in a name: controls and line separators, which would not survive a grid or a log; spaces of no width,
 * by which two names look like one; and marks of direction, after which the numbers beside a name are read backwards.
 * @source Unicode Standard Annex 9, table 1 (directional formatting characters); CVE-2021-42574.
 */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff]+/gu;

const SENTENCES = {
  NOT_A_NUMBER: 'This is not a number.',
  TOO_PRECISE: 'This number has more decimal places than are kept exactly.',
  TOO_LARGE: 'This number is larger than can be kept exactly.',
  IMPOSSIBLE_DATE: 'There is no such date, or it is written in another order than the rest of the column.',
} as const;

export interface TableStyle {
  readonly decimal: DecimalMark;
  readonly dateOrder: DateOrder;
}

/**
 * The current row of a file, read by column name in the file's style. The first thing that is wrong rejects the row:
 * `rejected` is then true, and what is read afterwards has no meaning. An absent column reads as an empty cell.
 */
export class RowReader {
  fields: readonly string[] = [];
  line = 0;
  rejected = false;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #style: TableStyle;
  readonly #rejects: RejectList;
  readonly #sample: Record<string, string>[];
  readonly #dates = new Map<string, DateReading>();
  #shown: Record<string, string> | null = null;

  constructor(columns: ReadonlyMap<string, number>, style: TableStyle, { rejects, sample }: FileRun) {
    this.#columns = columns;
    this.#style = style;
    this.#rejects = rejects;
    this.#sample = sample;
  }

  /** Makes a row current. */
  start(fields: readonly string[], line: number): void {
    this.fields = fields;
    this.line = line;
    this.rejected = false;
    this.#shown = this.#sample.length < SAMPLE_ROWS ? {} : null;
  }

  /** After the row was taken: keeps it as part of the sample while that is short. */
  finish(): void {
    if (!this.rejected && this.#shown !== null) this.#sample.push(this.#shown);
  }

  get style(): TableStyle {
    return this.#style;
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  /** The cell as it stands in the file. */
  raw(column: string): string {
    const index = this.#columns.get(column);
    return index === undefined ? '' : (this.fields[index] ?? '');
  }

  /** Trimmed, invisible characters as spaces. */
  text(column: string): string {
    const value = this.raw(column).replace(CONTROLS, ' ').trim();
    this.#show(column, value);
    return value;
  }

  /** Text that must not be empty. */
  requiredText(column: string): string {
    const value = this.text(column);
    if (value === '') this.reject(column, `EMPTY_${column.toUpperCase()}`, `The row names no ${column}.`);
    return value;
  }

  /** Whole number of 10^-places; null for a spelling of "missing", and for what rejects the row. */
  decimal(column: string, places: number): number | null {
    const raw = this.raw(column);
    const value = readNumber(raw, this.#style.decimal, places);
    if (typeof value === 'number') {
      if (this.#shown !== null) this.#show(column, formatDecimal(value, places));
      return value;
    }
    if (value !== 'MISSING') this.reject(column, value, SENTENCES[value]);
    return null;
  }

  requiredDecimal(column: string, places: number): number {
    const value = this.decimal(column, places);
    if (value === null && !this.rejected) this.reject(column, 'MISSING', 'The row needs a number here.');
    return value ?? 0;
  }

  /** YYYYMMDD; null when missing, and for what rejects the row. */
  date(column: string): number | null {
    const raw = this.raw(column);
    let value = this.#dates.get(raw);
    if (value === undefined) {
      value = readDate(raw, this.#style.dateOrder);
      if (this.#dates.size >= DATE_CACHE) this.#dates.clear();
      this.#dates.set(raw, value);
    }
    if (typeof value === 'number') {
      if (this.#shown !== null) this.#show(column, toIsoDate(value));
      return value;
    }
    if (value !== 'MISSING') this.reject(column, value, SENTENCES[value]);
    return null;
  }

  requiredDate(column: string): number {
    const value = this.date(column);
    if (value === null && !this.rejected) this.reject(column, 'MISSING', 'The row needs a date here.');
    return value ?? 0;
  }

  /** Leaves the row out. Only the first reason of a row is listed. */
  reject(column: string, code: string, sentence: string): void {
    if (this.rejected) return;
    this.rejected = true;
    this.#rejects.reject(this.line, column, this.raw(column), code, sentence);
  }

  /** Keeps the row and lists it. */
  flag(column: string, code: string, sentence: string): void {
    if (!this.rejected) this.#rejects.flag(this.line, column, this.raw(column), code, sentence);
  }

  #show(column: string, value: string): void {
    if (this.#shown !== null && value !== '') this.#shown[column] = value;
  }
}
