import { scenarioPnl } from './decomposition.ts';
import { rollingVarForecasts } from './rolling-forecasts.ts';
import { backtestVar, type VarBacktest } from './var-backtest.ts';

/** How one-day VaR forecasts of today's book would have held, each made from the sessions before it only. */
export interface BookBacktest {
  readonly historical: VarBacktest;
  readonly parametric: VarBacktest;
}

/**
 * Backtests the one-day VaR of the book e (money, one a symbol, kept constant) over the T - window newest sessions of
 * the returns (symbol-major, symbols*T), each against the forecast from the `window` before it: the historical VaR, and
 * the parametric one of their sample covariance. A hypothetical P&L: no trades, no fees. Null when T <= window or
 * window < 2.
 */
export function backtestBook(
  returns: Float64Array,
  T: number,
  book: Float64Array,
  { window, confidence }: { readonly window: number; readonly confidence: number },
): BookBacktest | null {
  if (T <= window || window < 2) return null;
  const pnl = scenarioPnl(returns, T, book);
  const forecasts = rollingVarForecasts(pnl, window, confidence);
  const realised = pnl.subarray(window);
  const historical = backtestVar(realised, forecasts.historical, confidence);
  const parametric = backtestVar(realised, forecasts.parametric, confidence);
  return historical === null || parametric === null ? null : { historical, parametric };
}
