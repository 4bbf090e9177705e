import { dateOf, sessionEnd } from '../marketdata/calendar-date.ts';
import type { EpochMs } from '#shared/domain/ids.ts';

const DAY_MS = 86_400_000;

/** First days of the session's own period, of its week (Monday) and of its month, YYYYMMDD. */
export interface Periods {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

/** The periods a session (YYYYMMDD) lies in. */
export function periodsOf(session: number): Periods {
  const end = sessionEnd(session);
  // 1970-01-01 was a Thursday.
  const sinceMonday = (Math.floor(end / DAY_MS) + 3) % 7;
  return {
    day: session,
    week: dateOf((end - sinceMonday * DAY_MS) as EpochMs),
    month: session - (session % 100) + 1,
  };
}
