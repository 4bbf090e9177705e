import type { OpenCell } from './number-evidence.ts';
import { DECISIVE } from './number-evidence.ts';
import { isMissing } from './number-style.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import type { EpochMs } from '#shared/domain/ids.ts';

/** Order of the parts of a date that does not start with its year. SERIAL: days since 1899-12-30 (Excel, 1900 system). */
export const DATE_ORDERS = ['DMY', 'MDY', 'YMD', 'SERIAL'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export type DateReading = number | 'MISSING' | 'IMPOSSIBLE_DATE';

const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ].*)?$/;
const NAMED = /^(?:(\d{1,2})[- ]([a-z]{3})[a-z]*[- ,]+(\d{4})|([a-z]{3})[a-z]* (\d{1,2}),? (\d{4}))$/i;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What the date cells of a file say about the order of their parts. */
export interface DateEvidence {
  dayFirst: number;
  monthFirst: number;
  serial: number;
  /** Cells that any order reads alike. */
  fixed: number;
  /** Parts joined by points: day first by convention when nothing says otherwise. */
  pointed: number;
  open: OpenCell | null;
}

export const noDateEvidence = (): DateEvidence => ({
  dayFirst: 0,
  monthFirst: 0,
  serial: 0,
  fixed: 0,
  pointed: 0,
  open: null,
});

/**
 * Adds what one cell says: 25/9/2017 is day first, 9/25/2017 month first, 10/5/2017 could be either, and so could
 * 25/9/17, whose first number may be the year.
 */
export function noteDate(evidence: DateEvidence, column: string, value: string): void {
  const text = value.trim();
  if (isMissing(text)) return;
  if (SERIAL.test(text)) {
    evidence.serial++;
    return;
  }
  const match = YEAR_LAST.exec(text);
  if (match === null) {
    evidence.fixed++;
    return;
  }
  const first = Number(match[1]);
  const second = Number(match[3]);
  const mayBeYear = match[4]?.length === 2 && match[2] !== '.' && Number(match[4]) <= 31;
  if (first > 12 && second <= 12 && mayBeYear) evidence.open ??= { column, value: text };
  else if (first > 12 && second <= 12) evidence.dayFirst++;
  else if (second > 12 && first <= 12) evidence.monthFirst++;
  else if (match[2] === '.') evidence.pointed++;
  else if (first !== second) evidence.open ??= { column, value: text };
}

/** The order the cells agree on; YMD where no cell needs one. null: it must be asked. */
export function decideDateOrder(evidence: DateEvidence): DateOrder | null {
  const { dayFirst, monthFirst, serial, fixed, pointed, open } = evidence;
  if (serial > (dayFirst + monthFirst + fixed + pointed) * DECISIVE && open === null) return 'SERIAL';
  if (dayFirst > monthFirst * DECISIVE) return 'DMY';
  if (monthFirst > dayFirst * DECISIVE) return 'MDY';
  if (dayFirst > 0 || open !== null) return null;
  return pointed > 0 ? 'DMY' : 'YMD';
}

/**
 * A cell of a date column as YYYYMMDD. Dates that start with the year, and those with a month's name, are read in
 * any column; the others by `order`. Of a date-time the date as written is taken, so no zone can shift it.
 * Two-digit years are 1970 to 2069.
 */
export function readDate(text: string, order: DateOrder): DateReading {
  const trimmed = text.trim();
  if (isMissing(trimmed)) return 'MISSING';
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst !== null) {
    const [, year, , month, day, compactMonth, compactDay] = yearFirst;
    return calendarDate(Number(year), Number(month ?? compactMonth), Number(day ?? compactDay));
  }
  if (order === 'SERIAL' && SERIAL.test(trimmed)) return serialDate(Number.parseInt(trimmed, 10));
  const match = YEAR_LAST.exec(trimmed);
  if (match === null) return namedDate(trimmed);
  const a = Number(match[1]);
  const b = Number(match[3]);
  const c = Number(match[4]);
  if (order === 'YMD') return match[4]?.length === 2 ? calendarDate(fullYear(a), b, c) : 'IMPOSSIBLE_DATE';
  const year = match[4]?.length === 2 ? fullYear(c) : c;
  if (order === 'DMY') return calendarDate(year, b, a);
  return order === 'MDY' ? calendarDate(year, a, b) : 'IMPOSSIBLE_DATE';
}

const fullYear = (twoDigits: number): number => twoDigits + (twoDigits < 70 ? 2000 : 1900);

function namedDate(text: string): DateReading {
  const match = NAMED.exec(text);
  if (match === null) return 'IMPOSSIBLE_DATE';
  const month = MONTHS.indexOf((match[2] ?? match[4] ?? '').toLowerCase()) + 1;
  return calendarDate(Number(match[3] ?? match[6]), month, Number(match[1] ?? match[5]));
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function calendarDate(year: number, month: number, day: number): DateReading {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
  const possible = year >= 1800 && year <= 9999 && day >= 1 && day <= days;
  return possible ? year * 10_000 + month * 100 + day : 'IMPOSSIBLE_DATE';
}

/** Days from 1899-12-30 to 1970-01-01; right for serials after Excel's invented 29 February 1900. */
const SERIAL_EPOCH = 25_569;

function serialDate(serial: number): number {
  return dateOf(((serial - SERIAL_EPOCH) * 86_400_000) as EpochMs);
}
