import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { correlationMatrix, covarianceMatrix } from '#shared/quant/covariance-matrix.ts';
import { computeCovariance } from '#shared/quant/covariance.ts';
import type { SpreadStatistics } from '#shared/quant/liquidity-adjusted.ts';
import { meanOf, sampleStdDev } from '#shared/quant/moments.ts';
import { computeRiskReport } from '#shared/quant/risk-report.ts';
import type { RiskReport } from '#shared/quant/risk-report-types.ts';
import type { QuoteDay } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { RiskMatrix, RiskOptions } from '../desk/desk.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import { readRiskBasis } from './risk-basis.ts';

/** The book metrics of the `risk` report, from the filled positions at the desk clock. */
export function riskReportOf(desk: DeskBook, bars: KeptHistory, options: RiskOptions): Result<RiskReport> {
  const basis = readRiskBasis(desk, bars, options);
  if (!basis.ok) return basis;
  const { scope, held, history, aligned, past } = basis.value;
  const report = computeRiskReport({
    asOf: toIsoDate(desk.today),
    symbols: held.map(({ view }) => view.instrument.symbol),
    sectors: held.map(({ view }) => view.instrument.sector || null),
    quantities: held.map(({ quantity }) => quantity / QUANTITY_ONE),
    prices: held.map(({ view }) => (view.price ?? NaN) / PRICE_ONE),
    unitValues: held.map(({ view }) => view.shareMoney),
    cash: scope.cash / MONEY_ONE,
    nav: options.nav ?? undefined,
    returns: aligned.returns,
    T: aligned.T,
    closeDates: [aligned.firstClose, ...aligned.sessions].map(toIsoDate),
    missing: aligned.missing,
    excluded: aligned.excluded,
    indexReturns: aligned.indexReturns,
    volumes: held.map(({ view }) => volumesOf(history, view.instrument.symbol, desk.today)),
    spreads: held.map(({ view }) => spreadStatistics(view.quotes.days)),
    past,
    options,
  });
  if (report.ok) return report;
  const { code, field } = report.problem;
  return err(
    appError(
      'MISSING_HISTORY',
      `the report's ${field} is ${code}`,
      field,
      'Check marks and fx of the positions.',
    ),
  );
}

/** Covariance or correlation of the positions' symbols over the same window and method. */
export function riskMatrixOf(
  desk: DeskBook,
  bars: KeptHistory,
  options: RiskOptions,
  kind: 'cov' | 'corr',
): Result<RiskMatrix> {
  const basis = readRiskBasis(desk, bars, options);
  if (!basis.ok) return basis;
  const symbols = basis.value.held.map(({ view }) => view.instrument.symbol);
  const { returns, T } = basis.value.aligned;
  const factor = computeCovariance(returns, symbols.length, T, options.method);
  if (factor === null)
    return err(appError('MISSING_HISTORY', 'the window is too short for a covariance', 'window'));
  const covariance = covarianceMatrix(factor);
  return ok({ symbols, values: kind === 'cov' ? covariance : correlationMatrix(covariance, symbols.length) });
}

/** Mean and deviation of a symbol's daily mean spreads over the days the desk keeps; null below two. */
function spreadStatistics(days: readonly QuoteDay[]): SpreadStatistics | null {
  const spreads = Float64Array.from(days, ({ spreadsNear, sidesNear }) => (2 * spreadsNear) / sidesNear);
  const stdDev = sampleStdDev(spreads);
  return stdDev === null ? null : { mean: meanOf(spreads), stdDev };
}

function volumesOf(history: PriceHistory, symbol: string, asOf: number): Float64Array {
  const { dates, volumes } = history.of(symbol);
  let end = dates.length;
  while (end > 0 && (dates[end - 1] ?? 0) > asOf) end--;
  return volumes.slice(Math.max(0, end - 20), end).map((volume) => volume / QUANTITY_ONE);
}
