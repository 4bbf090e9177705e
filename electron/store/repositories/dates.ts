import type { IsoDate } from '#shared/domain/ids.ts';

/** `YYYY-MM-DD` of a YYYYMMDD integer. */
export function toIsoDate(date: number): IsoDate {
  const text = date.toString().padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` as IsoDate;
}
