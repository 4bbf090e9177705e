import { MONEY_ONE } from '#shared/domain/decimal.ts';
import type { Decision } from '#shared/domain/decision.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import type { SendFacts } from './activity.ts';

/** What a decided ticket adds to the desk's activity when it is sent at a tick. */
export const sendFactsOf = (
  { notional, deskClock }: Pick<Decision, 'notional' | 'deskClock'>,
  tick: number,
): SendFacts => ({ tick, day: dateOf(deskClock), notional: minorUnitsOf(notional) ?? NaN });

/** The notional of a decision in minor units again, exact up to 2^51 of them; null: not known. */
export const minorUnitsOf = (notional: number | null): number | null =>
  notional === null ? null : Math.round(notional * MONEY_ONE);
