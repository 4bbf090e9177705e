import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { DeskClock } from '#shared/domain/reference.ts';
import type { SessionView } from '#shared/controls/activity-view.ts';
import { dateOf, sessionEnd } from '../marketdata/calendar-date.ts';
import { ExchangeDay } from './exchange-day.ts';

/**
 * The session calendars by every name of their exchanges. A desk clock that stands in the last second of the last
 * session with bars is inside that session, whatever an exchange's own hours are: that is where imported data end.
 */
export class ExchangeSessions {
  readonly #byName = new Map<string, ExchangeDay>();
  readonly #closingSecond: EpochMs | null;
  readonly #insideView: { name: string; phase: 'OPEN'; refusal: SessionView['refusal'] };
  #inside: ExchangeDay | null = null;

  constructor(calendars: readonly SessionCalendar[], clock: DeskClock, lastSession: number | null) {
    for (const calendar of calendars) {
      const day = new ExchangeDay(calendar);
      for (const name of [calendar.mic, ...calendar.aliases]) this.#byName.set(name, day);
    }
    const isAtEnd = clock.mode === 'AS_OF' && lastSession === dateOf(clock.now);
    this.#closingSecond = isAtEnd ? sessionEnd(lastSession) : null;
    this.#insideView = {
      name: '',
      phase: 'OPEN',
      refusal: (phase, ticket) => this.#inside?.refusal(phase, ticket) ?? '',
    };
  }

  /** The calendar of an exchange's name, upper case; undefined: none has it. */
  named(name: string): ExchangeDay | undefined {
    return this.#byName.get(name);
  }

  /** The session at the desk clock. */
  at(day: ExchangeDay, now: EpochMs): SessionView {
    if (this.#closingSecond !== null && now >= this.#closingSecond) {
      this.#inside = day;
      this.#insideView.name = day.name;
      return this.#insideView;
    }
    day.moveTo(now);
    return day;
  }
}
