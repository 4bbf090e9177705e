import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { NaiveMeasure } from './naive-measure.ts';
import type { NaiveQuestion } from './naive-question.ts';
import { clockDate } from './naive-question.ts';
import type { NaiveRule } from './naive-rule.ts';
import { Rational } from './rational.ts';

type Phase = keyof SessionCalendar['admits'];

interface LocalClock {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
  readonly name: Intl.DateTimeFormat;
}
const clocks = new Map<string, LocalClock>();

function clockOf(timeZone: string): LocalClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = {
    day: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }),
    name: new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short' }),
  };
  clocks.set(timeZone, clock);
  return clock;
}

/** The instant as the exchange's own clocks show it: `2026-01-16 07:00 Fri`. */
function localText(calendar: SessionCalendar, at: number): { date: number; time: string; weekday: number } {
  const { day, time, name } = clockOf(calendar.timeZone);
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name.format(at)) + 1;
  return { date: Number(day.format(at).replaceAll('-', '')), time: time.format(at), weekday };
}

/** `HH:MM` less some minutes. */
function earlier(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = hour * 60 + minute - minutes;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

function phaseOf(calendar: SessionCalendar, at: number): Phase | null {
  const { date, time, weekday } = localText(calendar, at);
  if (date < calendar.from || date > calendar.to) return null;
  if (calendar.holidays.includes(date) || !calendar.weekdays.includes(weekday)) return 'CLOSED';
  const close = calendar.earlyCloses.find(([early]) => early === date)?.[1] ?? calendar.close;
  if (time < calendar.preOpen || time >= close) return 'CLOSED';
  if (time < calendar.open) return 'PRE_OPEN';
  return time >= earlier(close, calendar.closingMinutes) ? 'CLOSING' : 'OPEN';
}

/** Whether imported data end here: a frozen clock in the last second of the newest date with bars. */
function isAtEndOfData({ desk }: NaiveQuestion): boolean {
  const today = clockDate(desk);
  const isLastSecond = new Date(desk.clock.now).toISOString().slice(11, 19) === '23:59:59';
  const newest = Math.max(...desk.bars.map(({ date }) => date).filter((date) => date <= today));
  return desk.clock.mode === 'AS_OF' && isLastSecond && newest === today;
}

/** SESSION: 0 when the phase of the exchange's day takes this type and time in force, 1 when not. */
export function measureSession(question: NaiveQuestion, rule: NaiveRule): NaiveMeasure {
  const { desk, ticket, instrument } = question;
  const named = String(rule.params['calendar'] ?? 'XNYS');
  const exchange = (instrument?.exchange || named).toUpperCase();
  const calendar = desk.calendars.find(({ mic, aliases }) => mic === exchange || aliases.includes(exchange));
  const phase =
    calendar === undefined ? null : isAtEndOfData(question) ? 'OPEN' : phaseOf(calendar, desk.clock.now);
  if (calendar === undefined || phase === null)
    return { kind: 'MISSING', missing: [{ input: 'calendar', detail: exchange }] };
  const { ordTypes, timesInForce } = calendar.admits[phase];
  const allowed = rule.params['ordTypes'];
  const isAllowed =
    allowed === undefined || new RegExp(`(^|,)\\s*${ticket.ordType}\\s*(,|$)`, 'i').test(String(allowed));
  const isTaken = isAllowed && ordTypes.includes(ticket.ordType) && timesInForce.includes(ticket.timeInForce);
  return { kind: 'EXACT', before: null, after: isTaken ? Rational.ZERO : Rational.ONE };
}
