import { scenarioPnl } from './decomposition.ts';
import { rollingVarForecasts } from './rolling-forecasts.ts';
import { backtestVar, type VarBacktest } from './var-backtest.ts';

/** How one-day VaR forecasts of today's book would have held, each made from the sessions before it only. */
export interface BookBacktest {
  readonly historical: VarBacktest;
  readonly parametric: VarBacktest;
  /** The newest session: what was lost (a gain is negative), and the historical VaR that was forecast for it; money. */
  readonly newest: { readonly loss: number; readonly valueAtRisk: number };
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
  if (historical === null || parametric === null) return null;
  const newest = { loss: -(realised.at(-1) ?? NaN), valueAtRisk: forecasts.historical.at(-1) ?? NaN };
  return { historical, parametric, newest };
}
