import { SESSION_PHASES, type SessionPhase, type SessionView } from '#shared/controls/activity-view.ts';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { ORD_TYPES, TIMES_IN_FORCE, type Ticket } from '#shared/domain/ticket.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What each phase says to an order type and time in force; '' when it takes it. */
type Refusals = Readonly<Record<SessionPhase, ReadonlyMap<string, ReadonlyMap<string, string>>>>;

/** One exchange's day: what phase an instant is in, found once a minute, and what each phase says to an order. */
export class ExchangeDay implements SessionView {
  readonly name: string;
  phase: SessionPhase | null = null;
  readonly #calendar: SessionCalendar;
  readonly #local: Intl.DateTimeFormat;
  readonly #holidays: ReadonlySet<number>;
  readonly #earlyCloses: ReadonlyMap<number, string>;
  readonly #refusals: Refusals;
  #minute = NaN;

  /** Throws a RangeError for a time zone that does not exist. */
  constructor(calendar: SessionCalendar) {
    this.name = calendar.mic;
    this.#calendar = calendar;
    this.#holidays = new Set(calendar.holidays);
    this.#earlyCloses = new Map(calendar.earlyCloses);
    this.#local = clockOf(calendar.timeZone);
    const entries = SESSION_PHASES.map((phase) => [phase, refusalsOf(calendar, phase)] as const);
    this.#refusals = Object.fromEntries(entries) as Refusals;
  }

  /** Sets `phase` to that of the instant; null outside the dates that are covered. */
  moveTo(at: EpochMs): void {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.phase = this.#phaseAt(at);
  }

  refusal(phase: SessionPhase, { ordType, timeInForce }: Ticket): string {
    return this.#refusals[phase].get(ordType)?.get(timeInForce) ?? 'not an order type of the session';
  }

  #phaseAt(at: EpochMs): SessionPhase | null {
    const { from, to, weekdays, preOpen, open, close, closingMinutes } = this.#calendar;
    const { date, weekday, minutes } = this.#localTime(at);
    if (date < from || date > to) return null;
    if (!weekdays.includes(weekday) || this.#holidays.has(date)) return 'CLOSED';
    const end = minutesOf(this.#earlyCloses.get(date) ?? close);
    if (minutes < minutesOf(preOpen) || minutes >= end) return 'CLOSED';
    if (minutes < minutesOf(open)) return 'PRE_OPEN';
    return minutes < end - closingMinutes ? 'OPEN' : 'CLOSING';
  }

  #localTime(at: EpochMs): { date: number; weekday: number; minutes: number } {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of this.#local.formatToParts(at)) part[type] = Number(value);
    const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN } = part;
    const days = Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
    return {
      date: year * 10_000 + month * 100 + day,
      // 1970-01-01 was a Thursday.
      weekday: ((((days + 3) % 7) + 7) % 7) + 1,
      minutes: hour * 60 + minute,
    };
  }
}

/** One a time zone that exists: a formatter's memory lies outside the heap, and is freed long after it is dropped. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock !== undefined) return clock;
  clock = new Intl.DateTimeFormat('en-US-u-hc-h23', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Minutes after midnight of `HH:MM`; 24:00 is the end of the day. */
function minutesOf(time: string): number {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** What a phase says to each order type and time in force; '' when it takes it. */
function refusalsOf(
  { mic, admits }: SessionCalendar,
  phase: SessionPhase,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const { ordTypes, timesInForce } = admits[phase];
  return new Map(
    ORD_TYPES.map((ordType) => [
      ordType,
      new Map(
        TIMES_IN_FORCE.map((timeInForce) => {
          const isTaken = ordTypes.includes(ordType) && timesInForce.includes(timeInForce);
          return [timeInForce, isTaken ? '' : `${mic} is ${phase}: no ${ordType} ${timeInForce}`];
        }),
      ),
    ]),
  );
}
