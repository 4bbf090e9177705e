import type { OrdType, TimeInForce } from './ticket.ts';

/** What a phase of the day takes. */
export interface AdmittedOrders {
  readonly ordTypes: readonly OrdType[];
  readonly timesInForce: readonly TimeInForce[];
}

/** One exchange's sessions as data. Times are `HH:MM` on its own wall clock; a time is inside what begins at it. */
export interface SessionCalendar {
  /** ISO 10383 code, and other names of exchanges that keep the same hours; upper case. */
  readonly mic: string;
  readonly aliases: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  /** First and last date that is covered, YYYYMMDD. */
  readonly from: number;
  readonly to: number;
  /** ISO days of the week with a session: 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[];
  readonly preOpen: string;
  readonly open: string;
  readonly close: string;
  /** Minutes before the close in which the phase is CLOSING. */
  readonly closingMinutes: number;
  /** Days of the week that are none, YYYYMMDD. */
  readonly holidays: readonly number[];
  /** Dates that close early, as [YYYYMMDD, `HH:MM`]. */
  readonly earlyCloses: readonly (readonly [date: number, close: string])[];
  readonly admits: {
    readonly CLOSED: AdmittedOrders;
    readonly PRE_OPEN: AdmittedOrders;
    readonly OPEN: AdmittedOrders;
    readonly CLOSING: AdmittedOrders;
  };
}
