import type { EpochMs, IsoDate } from '#shared/domain/ids.ts';

const DAY_MS = 86_400_000;

/** UTC calendar date of an instant as YYYYMMDD. Proleptic Gregorian by days since 1970-01-01. */
export function dateOf(at: EpochMs): number {
  // Days to civil date. @source H. Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
  const z = Math.floor(at / DAY_MS) + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return (yoe + era * 400 + (month <= 2 ? 1 : 0)) * 10_000 + month * 100 + day;
}

/** The last second of a session, UTC: the instant a daily close counts as observed at. */
export function sessionEnd(date: number): EpochMs {
  const year = Math.floor(date / 10_000) - (Math.floor(date / 100) % 100 <= 2 ? 1 : 0);
  const month = Math.floor(date / 100) % 100;
  const era = Math.floor(year / 400);
  const yoe = year - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + (date % 100) - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return ((era * 146_097 + doe - 719_468 + 1) * DAY_MS - 1_000) as EpochMs;
}

/** `2017-11-10` as 20171110. */
export const toDateNumber = (date: IsoDate): number => Number(date.replaceAll('-', ''));

/** 20171110 as `2017-11-10`. */
export function toIsoDate(date: number): IsoDate {
  const text = String(date).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` as IsoDate;
}
