import { calendarReturns, sessionsOf, type PriceSeries } from './calendar-returns.ts';

export interface SessionReturns {
  /** Returns in the window; less than asked for when the index has less history. */
  readonly T: number;
  /** The date each return ends on, ascending. */
  readonly sessions: Int32Array;
  /** Symbol-major, symbols*T; NaN where a symbol has no return. */
  readonly returns: Float64Array;
  readonly indexReturns: Float64Array;
  /** Missing returns of each symbol, in the order of the series. */
  readonly missing: Int32Array;
}

/**
 * Returns of the pre-trade controls: every symbol on the last `window` sessions of the index's calendar up to
 * `asOf`, whatever it lacks. What a missing return counts as is each limit's choice: `fillMissingReturns`.
 */
export function computeSessionReturns(
  index: PriceSeries,
  series: readonly PriceSeries[],
  asOf: number,
  window: number,
): SessionReturns {
  const calendar = sessionsOf(index, asOf);
  const T = Math.max(0, Math.min(window, calendar.length - 1));
  const first = calendar.length - T - 1;
  const indexReturns = new Float64Array(T);
  if (T > 0) calendarReturns(calendar, index, first, T, indexReturns);
  const returns = new Float64Array(series.length * T);
  const missing = new Int32Array(series.length);
  series.forEach((one, s) => {
    if (T > 0) missing[s] = calendarReturns(calendar, one, first, T, returns.subarray(s * T, (s + 1) * T));
  });
  return { T, sessions: calendar.slice(calendar.length - T), returns, indexReturns, missing };
}

/**
 * The symbol-major returns themselves, their gaps filled in place: `proxy` puts the index's return of the day, `zero` a 0.
 * The third policy of the controls, `refuse`, fills nothing: a symbol with a count in `missing` is undetermined.
 */
export function fillMissingReturns(
  returns: Float64Array,
  indexReturns: Float64Array,
  policy: 'proxy' | 'zero',
): Float64Array {
  const T = indexReturns.length;
  for (let i = 0; i < returns.length; i++) {
    if (Number.isNaN(returns[i])) returns[i] = policy === 'zero' ? 0 : (indexReturns[i % T] as number);
  }
  return returns;
}
