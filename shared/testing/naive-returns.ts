import type { NaiveDesk } from './naive-desk.ts';
import { clockDate } from './naive-question.ts';

/** Dates of the index's bars up to the clock's date, ascending: the sessions of its calendar. */
export function sessionsOf(desk: NaiveDesk, index: string): number[] {
  return desk.bars
    .filter((bar) => bar.symbol === index && bar.date <= clockDate(desk))
    .map((bar) => bar.date)
    .sort((a, b) => a - b);
}

/** Simple returns of a symbol over consecutive sessions; null where either close is missing. One fewer than sessions. */
export function returnsOf(desk: NaiveDesk, symbol: string, sessions: readonly number[]): (number | null)[] {
  const closes = new Map(
    desk.bars.filter((bar) => bar.symbol === symbol).map((bar) => [bar.date, bar.close]),
  );
  const returns: (number | null)[] = [];
  let previous: number | null = null;
  for (const [position, date] of sessions.entries()) {
    const close = closes.get(date) ?? null;
    if (position > 0) returns.push(previous === null || close === null ? null : close / previous - 1);
    previous = close;
  }
  return returns;
}
