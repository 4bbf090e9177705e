import { describe, expect, it } from 'vitest';
import { readCalendars } from '#electron/server/read-calendars.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { ExchangeDay } from './exchange-day.ts';

const calendars = readCalendars();
const newYork = calendars.find(({ mic }) => mic === 'XNYS');
if (newYork === undefined) throw new Error('no calendar of New York');
const holidaysOf = (year: number) => newYork.holidays.filter((date) => Math.floor(date / 10_000) === year);
const earlyOf = (year: number) =>
  newYork.earlyCloses.map(([date]) => date).filter((date) => Math.floor(date / 10_000) === year);

describe('the calendars that come with the product', () => {
  /** As published by the exchange for those years. */
  it.each([
    [2015, [101, 119, 216, 403, 525, 703, 907, 1126, 1225], [1127, 1224]],
    [2018, [101, 115, 219, 330, 528, 704, 903, 1122, 1205, 1225], [703, 1123, 1224]],
    [2021, [101, 118, 215, 402, 531, 705, 906, 1125, 1224], [1126]],
    [2022, [117, 221, 415, 530, 620, 704, 905, 1124, 1226], [1125]],
    [2024, [101, 115, 219, 329, 527, 619, 704, 902, 1128, 1225], [703, 1129, 1224]],
    [2025, [101, 109, 120, 217, 418, 526, 619, 704, 901, 1127, 1225], [703, 1128, 1224]],
    [2026, [101, 119, 216, 403, 525, 619, 703, 907, 1126, 1225], [1127, 1224]],
  ])('New York in %d', (year, holidays, early) => {
    expect(holidaysOf(year)).toEqual(holidays.map((date) => year * 10_000 + date));
    expect(earlyOf(year)).toEqual(early.map((date) => year * 10_000 + date));
  });

  it('name no exchange twice, and have 252 sessions a year or nearly', () => {
    const names = calendars.flatMap(({ mic, aliases }) => [mic, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (let year = 2015; year <= 2030; year++) {
      let sessions = 0;
      const day = new ExchangeDay(newYork);
      for (let at = Date.UTC(year, 0, 1, 16); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
        day.moveTo(at as EpochMs);
        if (day.phase === 'OPEN') sessions++;
      }
      expect([year, sessions >= 250 && sessions <= 253]).toEqual([year, true]);
    }
  });

  it.each([
    ['the first second that is covered', '2015-01-01T05:00:00Z', 'CLOSED'],
    ['the second before', '2015-01-01T04:59:59Z', null],
    ['the last that is covered', '2031-01-01T04:59:59Z', 'CLOSED'],
    ['the second after', '2031-01-01T05:00:00Z', null],
    ['the morning the clocks go forward', '2026-03-09T13:30:00Z', 'OPEN'],
    ['the Friday before', '2026-03-06T13:30:00Z', 'PRE_OPEN'],
    ['the half day after Thanksgiving, before', '2026-11-27T17:59:59Z', 'CLOSING'],
    ['the half day after Thanksgiving, at its close', '2026-11-27T18:00:00Z', 'CLOSED'],
  ])('%s', (_name, at, phase) => {
    const day = new ExchangeDay(newYork);
    day.moveTo(Date.parse(at) as EpochMs);
    expect(day.phase).toBe(phase);
  });

  it('a market without hours is always open', () => {
    const always = calendars.find(({ mic }) => mic === '24X7');
    if (always === undefined) throw new Error('no such calendar');
    const day = new ExchangeDay(always);
    for (const at of ['2026-01-17T00:00:00Z', '2026-12-25T23:59:59Z', '1970-01-01T00:00:00Z']) {
      day.moveTo(Date.parse(at) as EpochMs);
      expect(day.phase).toBe('OPEN');
    }
  });
});
