import type { EpochMs } from '#shared/domain/ids.ts';
import { sessionEnd } from '../marketdata/calendar-date.ts';
import { readDate, type DateOrder } from './date-style.ts';

const CLOCK = /^(.*?)[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const EPOCH_MILLIS = /^\d{12,13}$/;

/**
 * An instant: epoch milliseconds, or a date in the column's order with a time of day and a zone. Without a zone it
 * is UTC, a date alone its first moment. null when it is none; fractions below a millisecond are cut off.
 */
export function readInstant(text: string, order: DateOrder): EpochMs | null {
  const trimmed = text.trim();
  if (EPOCH_MILLIS.test(trimmed)) return Number(trimmed) as EpochMs;
  const match = CLOCK.exec(trimmed);
  const date = readDate(match?.[1] ?? trimmed, order);
  if (typeof date !== 'number') return null;
  const midnight = sessionEnd(date) - 86_399_000;
  if (match === null) return midnight as EpochMs;
  const [, , hours, minutes, seconds = '0', fraction = '0', zone = 'Z'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  const ofDay = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + millis;
  return (midnight + ofDay - zoneOffset(zone)) as EpochMs;
}

/** Milliseconds a zone is ahead of UTC. */
function zoneOffset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
