import type { Limit } from '#shared/domain/limit.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import type { DeskClock } from '#shared/domain/reference.ts';
import type { StateHit } from '#shared/controls/check.ts';
import { measuredBy } from '#shared/controls/compile-limit.ts';
import { comparisonOf } from '#shared/controls/registry.ts';
import { restoreActivity } from '../activity/restore-activity.ts';
import { DeskBook } from '../book/desk-book.ts';
import { dateOf, sessionEnd } from '../marketdata/calendar-date.ts';
import { closingMarks } from '../marketdata/instrument-views.ts';
import { knownUntil } from '../marketdata/mark-age.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';
import { latestMarks } from '../marketdata/symbol-quotes.ts';
import type { StoredState } from '../ports/desk-reader.ts';
import { Ledger } from '../reservations/ledger.ts';
import type { DeskDependencies } from './dependencies.ts';

const DEFAULT_INDEX = 'SPY' as SymbolId;
const DEFAULT_WINDOW = 252;
const MAX_WINDOW = 5_000;

/** What a desk is read from. */
export type DeskSource = Pick<
  DeskDependencies,
  'reader' | 'clock' | 'baseCurrency' | 'asOf' | 'calendars' | 'stressLadder'
> & {
  /** Records on their way to the store. */
  readonly journal: Pick<DeskDependencies['journal'], 'depth' | 'drained'>;
  /** Bars of an earlier desk of the same store; without it, its own. */
  readonly bars?: KeptHistory;
  /** History to read where the limits ask for less. */
  readonly history?: { readonly window: number; readonly index: SymbolId };
};

/** A desk as it was read. */
export interface ReadDesk {
  readonly book: DeskBook;
  readonly ledger: Ledger;
  readonly history: PriceHistory;
  /** Sessions of returns that the history covers. */
  readonly window: number;
  /** What losses are measured from, by level and key. */
  readonly navMarks: Map<string, NavMarks>;
  /** Positions in the store. */
  readonly positions: number;
}

/** Everything a desk in memory is made of, from the store. States whose records are not there yet are added to its own. */
export function readDesk(
  source: DeskSource,
  limits: readonly Limit[],
  unrecorded: Iterable<StoredState>,
  bars: KeptHistory,
): ReadDesk {
  const { reader, baseCurrency } = source;
  const clock = deskClockOf(source);
  const today = dateOf(clock.now);
  const window = Math.max(widestWindow(limits), source.history?.window ?? 0);
  const instruments = reader.instruments();
  const history = readHistory(bars, { limits, more: source.history?.index }, today, window);
  const working = reader.workingTickets();
  const quotes = reader.quoteSummaries(knownUntil(clock), clock.now);
  // The close of a session is not known before it ends.
  const closed = clock.now < sessionEnd(today) ? today - 1 : today;
  const closes = closingMarks(
    history,
    instruments.map(({ symbol }) => symbol),
    closed,
  );
  const accounts = reader.accounts();
  const navMarks = reader.navMarks();
  const positions = reader.positions();
  const book = new DeskBook({
    instruments,
    accounts,
    positions,
    built: reader.builtPositions(),
    working,
    fx: reader.fx(),
    restrictions: reader.restrictions(),
    states: [...reader.states(), ...unrecorded] satisfies StateHit[],
    marks: latestMarks(closes, quotes),
    quotes,
    loadings: reader.factorLoadings(),
    ladder: source.stressLadder,
    history,
    base: accounts[0]?.baseCurrency ?? baseCurrency,
    clock,
    locates: reader.locates(),
    navMarks,
    calendars: source.calendars,
    traders: null,
    strategies: null,
  });
  restoreActivity(book.activity, reader, today);
  return {
    book,
    ledger: new Ledger(working),
    history,
    window,
    positions: positions.length,
    navMarks: new Map(navMarks.map((row) => [`${row.level} ${row.key}`, row])),
  };
}

function deskClockOf({ asOf, reader, clock }: DeskSource): DeskClock {
  if (asOf === 'LIVE') return { mode: 'LIVE', now: clock.now() };
  if (asOf !== null) return { mode: 'AS_OF', now: asOf };
  const last = reader.lastSession();
  return last === null ? { mode: 'LIVE', now: clock.now() } : { mode: 'AS_OF', now: sessionEnd(last) };
}

/** Bars for the window, one more close than returns, on the calendar of every index that a limit or the source names. */
function readHistory(
  bars: KeptHistory,
  { limits, more = DEFAULT_INDEX }: { limits: readonly Limit[]; more: SymbolId | undefined },
  today: number,
  window: number,
): PriceHistory {
  const sessions = window + 1;
  const indexes = new Set<string>([DEFAULT_INDEX, more]);
  for (const { params } of limits) if (typeof params['index'] === 'string') indexes.add(params['index']);
  let from = today - 20_000;
  for (const index of indexes) {
    const calendar = bars.calendar(index as SymbolId, today, sessions);
    from = Math.min(from, calendar[0] ?? from);
  }
  return bars.between(from, today);
}

/** Sessions of returns that the limits ask for. */
export function widestWindow(limits: readonly Limit[]): number {
  let widest = DEFAULT_WINDOW;
  for (const limit of limits) {
    const control = comparisonOf(limit.control);
    if (control === undefined || measuredBy(limit, control)?.params.includes('index') !== true) continue;
    const window = Number(limit.params['window'] ?? DEFAULT_WINDOW);
    if (window <= MAX_WINDOW) widest = Math.max(widest, window);
  }
  return widest;
}
