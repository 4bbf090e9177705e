import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import { MONEY_ONE } from '#shared/domain/decimal.ts';
import type { NavOpen } from '#shared/domain/nav-marks.ts';
import type { SymbolId } from '#shared/domain/ids.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import { scenarioPnl } from '#shared/quant/decomposition.ts';
import { rollingVarForecasts } from '#shared/quant/rolling-forecasts.ts';
import { backtestVar } from '#shared/quant/var-backtest.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { ScopeBook } from '../book/scope-book.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import { basisSaid, measureBook } from './measured-book.ts';

type History = OutputOf<'risk.history'>;

/**
 * Today's quantities over the newest sessions, as many of those asked for as the calendar has beyond the window: each
 * session's P&L at today's money, the forecasts of the window before it, and the tests of both.
 */
export function bookHistory(
  desk: DeskBook,
  bars: KeptHistory,
  input: ParsedInputOf<'risk.history'>,
): Result<History> {
  const { window, index, confidence, shortfallConfidence } = input;
  const calendar = bars.calendar(index as SymbolId, desk.today, window + input.sessions + 1);
  const sessions = Math.min(input.sessions, calendar.length - 1 - window);
  const book = measureBook(desk, bars, input, sessions > 0 ? sessions : null);
  if (!book.ok) return book;
  const { past, values, scope } = book.value;
  const rest = { ...basisSaid(desk, input), nav: navOf(scope) };
  if (past === null) return ok({ ...rest, sessions: [], historical: null, parametric: null });
  const pnl = scenarioPnl(past.returns, past.T, values);
  const { historical, parametric } = rollingVarForecasts(pnl, window, confidence);
  const { shortfall } = rollingVarForecasts(pnl, window, shortfallConfidence);
  const came = pnl.subarray(window);
  return ok({
    ...rest,
    sessions: Array.from(came, (made, t) => ({
      date: toIsoDate(past.sessions[window + t] as number),
      pnl: made,
      varHistorical: historical[t] as number,
      varParametric: parametric[t] as number,
      esHistorical: shortfall[t] as number,
    })),
    historical: backtestVar(came, historical, confidence),
    parametric: backtestVar(came, parametric, confidence),
  });
}

/** What losses are measured from, where the desk keeps it. */
function navOf({ nav, marks }: ScopeBook): History['nav'] {
  if (marks === null) return null;
  const money = (amount: number | null): number | null => (amount === null ? null : amount / MONEY_ONE);
  const open = ({ from, nav: was }: NavOpen) => ({ from: toIsoDate(from), nav: money(was) });
  return {
    now: money(nav),
    ...{ day: open(marks.day), week: open(marks.week), month: open(marks.month) },
    highWater: money(marks.highWater),
  };
}
