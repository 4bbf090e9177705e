import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AdmittedOrders, SessionCalendar } from '#shared/domain/calendar.ts';
import { ORD_TYPES, TIMES_IN_FORCE } from '#shared/domain/ticket.ts';

/**
 * Writes resources/calendars from the rules of the exchanges, so that a year more is a number here.
 * @source New York Stock Exchange, Rule 7.2 (holidays) and Trader Updates on early closings and special closures.
 */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2030;
const FOLDER = path.join(import.meta.dirname, '../resources/calendars');
const [MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [1, 4, 5, 6, 7];

/** National days of mourning. */
const SPECIAL_CLOSURES = [20_181_205, 20_250_109];
const JUNETEENTH_SINCE = 2022;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const utc = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day));
/** 1 is Monday, 7 Sunday. */
const weekdayOf = (date: Day): number => utc(date).getUTCDay() || SUNDAY;
const numberOf = ({ year, month, day }: Day): number => year * 10_000 + month * 100 + day;

function plusDays(date: Day, days: number): Day {
  const moved = new Date(utc(date).getTime() + days * 86_400_000);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The n-th such weekday of a month; n < 0 counts from its end. */
function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  const first = n > 0 ? { year, month, day: 1 } : plusDays({ year, month: month + 1, day: 1 }, -7);
  return plusDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n > 0 ? n - 1 : 0) * 7);
}

/** Easter Sunday. @source Anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, chapter 8. */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return { year, month, day: ((h + l - 7 * m + 114) % 31) + 1 };
}

/** A fixed date as it is kept: Saturday's on Friday before, Sunday's on Monday after. */
function observed(date: Day): Day {
  const weekday = weekdayOf(date);
  return weekday === SATURDAY ? plusDays(date, -1) : weekday === SUNDAY ? plusDays(date, 1) : date;
}

/** Full-day closures of a year. New Year's Day on a Saturday is not kept: the Friday before ends the year's books. */
function newYorkHolidays(year: number): Day[] {
  const newYear = { year, month: 1, day: 1 };
  return [
    ...(weekdayOf(newYear) === SATURDAY ? [] : [observed(newYear)]),
    nthWeekday(year, 1, MONDAY, 3),
    nthWeekday(year, 2, MONDAY, 3),
    plusDays(easter(year), -2),
    nthWeekday(year, 5, MONDAY, -1),
    ...(year >= JUNETEENTH_SINCE ? [observed({ year, month: 6, day: 19 })] : []),
    observed({ year, month: 7, day: 4 }),
    nthWeekday(year, 9, MONDAY, 1),
    nthWeekday(year, 11, THURSDAY, 4),
    observed({ year, month: 12, day: 25 }),
  ];
}

/** 13:00 on the day after Thanksgiving, and before Independence Day and Christmas where both are weekdays. */
function newYorkEarlyCloses(year: number): Day[] {
  const eves = [
    { year, month: 7, day: 3 },
    { year, month: 12, day: 24 },
  ].filter((eve) => weekdayOf(eve) < FRIDAY);
  return [...eves, plusDays(nthWeekday(year, 11, THURSDAY, 4), 1)];
}

const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
const EVERYTHING: AdmittedOrders = { ordTypes: ORD_TYPES, timesInForce: TIMES_IN_FORCE };

const NEW_YORK: SessionCalendar = {
  mic: 'XNYS',
  aliases: [
    ...['NYSE', 'NYQ', 'XNAS', 'NASDAQ', 'NSDQ', 'NMS', 'XNGS', 'XNMS', 'XNCM', 'NGM', 'NCM'],
    ...['ARCX', 'ARCA', 'NYSEARCA', 'NYSE ARCA', 'PCX', 'XASE', 'AMEX', 'NYSE AMERICAN', 'NYSE MKT'],
    ...['BATS', 'BATY', 'BZX', 'EDGA', 'EDGX', 'CBOE', 'IEXG', 'IEX'],
  ],
  timeZone: 'America/New_York',
  from: FIRST_YEAR * 10_000 + 101,
  to: LAST_YEAR * 10_000 + 1231,
  weekdays: [1, 2, 3, 4, 5],
  preOpen: '04:00',
  open: '09:30',
  close: '16:00',
  closingMinutes: 10,
  holidays: [...years.flatMap(newYorkHolidays).map(numberOf), ...SPECIAL_CLOSURES].sort((a, b) => a - b),
  earlyCloses: years
    .flatMap(newYorkEarlyCloses)
    .map(numberOf)
    .sort((a, b) => a - b)
    .map((date) => [date, '13:00'] as const),
  admits: {
    // Nothing trades: what waits for another day may be left.
    CLOSED: { ordTypes: ORD_TYPES, timesInForce: ['GTC'] },
    // Nothing trades yet, so that what must trade at once has no use.
    PRE_OPEN: { ordTypes: ORD_TYPES, timesInForce: ['DAY', 'GTC', 'OPG', 'CLS'] },
    // The opening auction is over.
    OPEN: { ordTypes: ORD_TYPES, timesInForce: ['DAY', 'GTC', 'IOC', 'FOK', 'CLS'] },
    // The closing auction takes no more.
    CLOSING: { ordTypes: ORD_TYPES, timesInForce: ['DAY', 'GTC', 'IOC', 'FOK'] },
  },
};

const ALWAYS: SessionCalendar = {
  mic: '24X7',
  aliases: ['24/7', 'ALWAYS', 'CRYPTO'],
  timeZone: 'UTC',
  from: 19_700_101,
  to: 99_991_231,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  preOpen: '00:00',
  open: '00:00',
  close: '24:00',
  closingMinutes: 0,
  holidays: [],
  earlyCloses: [],
  admits: { CLOSED: EVERYTHING, PRE_OPEN: EVERYTHING, OPEN: EVERYTHING, CLOSING: EVERYTHING },
};

for (const calendar of [NEW_YORK, ALWAYS]) {
  const file = path.join(FOLDER, `${calendar.mic.toLowerCase()}.json`);
  writeFileSync(file, `${JSON.stringify(calendar, null, 2)}\n`);
}
