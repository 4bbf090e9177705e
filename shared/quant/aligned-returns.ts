import { calendarReturns, sessionsOf, type PriceSeries } from './calendar-returns.ts';

/**
 * What a symbol without a full window does: refuse the report, count 0 or the index's return of the day (proxy) where
 * it has no return, or leave it out (drop).
 */
export type ShortHistoryPolicy = 'refuse' | 'zero' | 'proxy' | 'drop';

export interface AlignedReturns {
  readonly T: number;
  /** The date each return ends on, ascending; not always consecutive sessions. */
  readonly sessions: Int32Array;
  /** The date of the close the oldest return starts from. */
  readonly firstClose: number;
  /** Symbol-major, symbols*T, without NaN; the row of an excluded symbol is 0. */
  readonly returns: Float64Array;
  readonly indexReturns: Float64Array;
  /** Returns of the window each symbol lacks, filled by `zero` and `proxy`; order of the series. */
  readonly missing: Int32Array;
  /** True for the symbols `drop` left out. */
  readonly excluded: readonly boolean[];
}

export type AlignmentProblem =
  | { readonly code: 'SHORT_CALENDAR'; readonly available: number; readonly window: number }
  | {
      readonly code: 'SHORT_HISTORY';
      readonly window: number;
      /** Positions in the series and how many returns up to as-of each has. */
      readonly symbols: readonly { readonly position: number; readonly available: number }[];
    };

export type AlignmentResult =
  | { readonly ok: true; readonly value: AlignedReturns }
  | { readonly ok: false; readonly problem: AlignmentProblem };

export interface AlignmentInput {
  readonly index: PriceSeries;
  readonly series: readonly PriceSeries[];
  readonly asOf: number;
  readonly window: number;
  readonly shortHistory: ShortHistoryPolicy;
}

/**
 * Returns of the risk report: the last `window` sessions of the index's calendar up to `asOf` on which every
 * symbol has both closes, so a gap in one symbol takes the window further back for all.
 * A symbol with fewer than `window` returns (or, when the symbols' gaps together leave too few sessions, any
 * symbol with a gap) does not move the window: the policy decides about it.
 * SHORT_CALENDAR when the index itself has fewer returns, under every policy.
 */
export function alignReturns(input: AlignmentInput): AlignmentResult {
  const { index, series, asOf, window, shortHistory } = input;
  const calendar = sessionsOf(index, asOf);
  const total = Math.max(0, calendar.length - 1);
  if (total < window) return { ok: false, problem: { code: 'SHORT_CALENDAR', available: total, window } };
  const scratch = new Float64Array(total);
  const available = series.map((one) => total - calendarReturns(calendar, one, 0, total, scratch));
  let short = available.map((count) => count < window);
  let chosen = commonSessions(calendar, series, short, window);
  if (chosen.length < window) {
    short = available.map((count) => count < total);
    chosen = commonSessions(calendar, series, short, window);
  }
  if (shortHistory === 'refuse' && short.includes(true)) {
    const symbols = available.flatMap((count, position) =>
      short[position] === true ? [{ position, available: count }] : [],
    );
    return { ok: false, problem: { code: 'SHORT_HISTORY', window, symbols } };
  }
  const excluded = short.map((is) => is && shortHistory === 'drop');
  return { ok: true, value: gather(calendar, input, chosen, excluded) };
}

/** The last `window` returns (their position among the calendar's) that no symbol with enough history lacks. */
function commonSessions(
  calendar: Int32Array,
  series: readonly PriceSeries[],
  short: readonly boolean[],
  window: number,
): Int32Array {
  const total = calendar.length - 1;
  const scratch = new Float64Array(total);
  const lacking = new Uint8Array(total);
  series.forEach((one, s) => {
    if (short[s] === true) return;
    if (calendarReturns(calendar, one, 0, total, scratch) === 0) return;
    for (let j = 0; j < total; j++) if (Number.isNaN(scratch[j])) lacking[j] = 1;
  });
  const common: number[] = [];
  for (let j = total - 1; j >= 0 && common.length < window; j--) if (lacking[j] === 0) common.push(j);
  return Int32Array.from(common.reverse());
}

function gather(
  calendar: Int32Array,
  { index, series, shortHistory }: AlignmentInput,
  chosen: Int32Array,
  excluded: readonly boolean[],
): AlignedReturns {
  const T = chosen.length;
  const total = calendar.length - 1;
  const scratch = new Float64Array(total);
  calendarReturns(calendar, index, 0, total, scratch);
  const indexReturns = Float64Array.from(chosen, (j) => scratch[j] as number);
  const returns = new Float64Array(series.length * T);
  const missing = new Int32Array(series.length);
  series.forEach((one, s) => {
    calendarReturns(calendar, one, 0, total, scratch);
    chosen.forEach((j, t) => {
      const value = scratch[j] as number;
      const isMissing = Number.isNaN(value);
      if (isMissing) missing[s] = (missing[s] as number) + 1;
      if (excluded[s] === true) return;
      const filler = shortHistory === 'proxy' ? (indexReturns[t] as number) : 0;
      returns[s * T + t] = isMissing ? filler : value;
    });
  });
  const sessions = Int32Array.from(chosen, (j) => calendar[j + 1] as number);
  const firstClose = calendar[chosen[0] ?? total] as number;
  return { T, sessions, firstClose, returns, indexReturns, missing, excluded };
}
