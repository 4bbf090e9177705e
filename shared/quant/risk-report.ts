import { backtestBook } from './book-backtest.ts';
import { computeBookLiquidity } from './book-liquidity.ts';
import { computeCovarianceSpectrum } from './covariance-spectrum.ts';
import { computeCovariance, type CovarianceFactor } from './covariance.ts';
import { computeDrawdown, constantHoldingsValues, type Drawdown } from './drawdown.ts';
import { computeExposure, type Exposure } from './exposure.ts';
import { selectHeldBook, type HeldBook } from './held-book.ts';
import { computeLiquidityAdjustedVar } from './liquidity-adjusted.ts';
import {
  computeCornishFisherBookVar,
  computeHistoricalBookRisk,
  computeParametricRisk,
  type HistoricalBookRisk,
  type ParametricRisk,
} from './market-risk.ts';
import { computeMonteCarloRisk, type MonteCarloRisk } from './monte-carlo.ts';
import { findRiskInputProblem } from './risk-input-problem.ts';
import { reportEntry } from './risk-report-entry.ts';
import type {
  ReportedDrawdown,
  RiskReport,
  RiskReportEntry,
  RiskReportInput,
  RiskReportResult,
} from './risk-report-types.ts';

const SESSIONS_A_YEAR = 252;

interface Figures {
  readonly exposure: Exposure;
  readonly nav: number;
  readonly factor: CovarianceFactor | null;
  readonly parametric: ParametricRisk | null;
  readonly historical: HistoricalBookRisk | null;
  readonly cornishFisher: number | null;
}

/**
 * The book's risk report: exposures, concentration, VaR and ES by three methods and by simulation where asked for,
 * drawdown, beta, liquidity, backtest and the decomposition by symbol. Base currency, losses positive, fractions not
 * percent, unrounded float64.
 * A statistic the data cannot give (too few returns, no volume, NAV <= 0) is null; an empty book has zeros;
 * a book of which every symbol is excluded has null statistics. A number that is not finite or an array of the
 * wrong length is a problem, not a report.
 */
export function computeRiskReport(input: RiskReportInput): RiskReportResult {
  const problem = findRiskInputProblem(input);
  if (problem !== null) return { ok: false, problem };
  const book = selectHeldBook(input);
  const exposure = computeExposure(
    book.values,
    book.places.map((place) => input.sectors[place] ?? null),
  );
  const { returns, rowValues } = book;
  const { T, options } = input;
  const known = rowValues.length > 0 || book.places.length === 0;
  const factor = known ? computeCovariance(returns, rowValues.length, T, options.method) : null;
  const figures: Figures = {
    exposure,
    nav: input.nav ?? exposure.net + (input.cash ?? 0),
    factor,
    parametric: factor === null ? null : computeParametricRisk(factor, rowValues, options),
    historical: known ? computeHistoricalBookRisk(returns, T, rowValues, options) : null,
    cornishFisher: known ? computeCornishFisherBookVar(returns, T, rowValues, options) : null,
  };
  const entries = book.places.map((_, i) => reportEntry(input, book, figures, i));
  return { ok: true, value: assemble(input, book, figures, entries) };
}

const overNav = (value: number, nav: number): number | null => (nav > 0 ? value / nav : null);

/** sum(value*beta)/nav over the positions with returns; null when one of them has no beta. */
function bookBeta(book: HeldBook, entries: readonly RiskReportEntry[], nav: number): number | null {
  if (book.places.length > 0 && book.rowValues.length === 0) return null;
  let sum = 0;
  for (const [i, { value, beta }] of entries.entries()) {
    if ((book.rows[i] as number) < 0) continue;
    if (beta === null) return null;
    sum += value * beta;
  }
  return overNav(sum, nav);
}

function simulate(
  { options }: RiskReportInput,
  { rowValues }: HeldBook,
  { factor }: Figures,
): MonteCarloRisk | null {
  const { monteCarlo, confidence, horizonDays } = options;
  if (monteCarlo === null || factor === null) return null;
  const risk = computeMonteCarloRisk(factor, rowValues, confidence, monteCarlo);
  const root = Math.sqrt(horizonDays);
  const scaled = (error: number | null): number | null => (error === null ? null : error * root);
  return {
    ...risk,
    valueAtRisk: risk.valueAtRisk * root,
    valueAtRiskError: scaled(risk.valueAtRiskError),
    expectedShortfall: risk.expectedShortfall * root,
    expectedShortfallError: scaled(risk.expectedShortfallError),
  };
}

function drawdownOf(input: RiskReportInput, { returns, rowValues }: HeldBook): ReportedDrawdown | null {
  if (rowValues.length === 0) return null;
  const found = computeDrawdown(constantHoldingsValues(returns, input.T, rowValues));
  if (found === null) return null;
  const dated = ({ amount, peak, trough }: Drawdown) => ({
    amount,
    peakDate: input.closeDates[peak] as string,
    troughDate: input.closeDates[trough] as string,
  });
  const isLongOnly = rowValues.every((value) => value > 0);
  const fraction = isLongOnly && found.fraction !== null ? dated(found.fraction) : null;
  return { ...dated(found), fraction };
}

/** What the report says beyond the closed-form figures. */
function furtherFigures(
  input: RiskReportInput,
  book: HeldBook,
  figures: Figures,
  entries: readonly RiskReportEntry[],
): Pick<
  RiskReport,
  'monteCarlo' | 'liquidity' | 'liquidityAdjusted' | 'drawdown' | 'backtest' | 'covariance'
> {
  const { past, options, T, spreads } = input;
  const { values, places, rows, rowValues } = book;
  const { factor } = figures;
  const days = entries.map((entry) => entry.daysToLiquidate);
  const isComplete = !rows.includes(-1);
  const all = new Float64Array(input.symbols.length);
  places.forEach((place, i) => (all[place] = values[i] as number));
  return {
    monteCarlo: simulate(input, book, figures),
    liquidity: computeBookLiquidity({ values, days, impactCosts: entries.map((entry) => entry.impactCost) }),
    liquidityAdjusted: computeLiquidityAdjustedVar(
      isComplete ? factor : null,
      { book: isComplete ? rowValues : values, days, spreads: places.map((place) => spreads[place] ?? null) },
      options.confidence,
    ),
    drawdown: drawdownOf(input, book),
    backtest:
      past === null
        ? null
        : backtestBook(past.returns, past.T, all, { window: T, confidence: options.confidence }),
    covariance: options.spectrum && factor !== null ? computeCovarianceSpectrum(factor) : null,
  };
}

function assemble(
  input: RiskReportInput,
  book: HeldBook,
  figures: Figures,
  bySymbol: readonly RiskReportEntry[],
): RiskReport {
  const { exposure, nav, parametric, historical, cornishFisher } = figures;
  const { confidence, horizonDays, method, missing } = input.options;
  const empty = book.places.length === 0 ? 0 : null;
  const sigma = parametric?.sigma ?? empty;
  return {
    asOf: input.asOf,
    window: input.T,
    confidence,
    horizonDays,
    method,
    nav,
    cash: input.cash ?? 0,
    long: exposure.long,
    short: exposure.short,
    gross: exposure.gross,
    net: exposure.net,
    leverage: overNav(exposure.gross, nav),
    hhiGross: exposure.hhiGross,
    effectivePositions: exposure.hhiGross > 0 ? 1 / exposure.hhiGross : null,
    topGross: exposure.topGross,
    positions: book.places.length,
    sectors: exposure.sectors,
    sigma,
    var: {
      parametric: parametric?.valueAtRisk ?? empty,
      historical: historical?.valueAtRisk ?? empty,
      cornishFisher: cornishFisher ?? empty,
    },
    es: {
      parametric: parametric?.expectedShortfall ?? empty,
      historical: historical?.expectedShortfall ?? empty,
    },
    undiversifiedVar: bySymbol.reduce<number | null>(
      (sum, { standaloneVar }) => (sum === null || standaloneVar === null ? null : sum + standaloneVar),
      0,
    ),
    ...furtherFigures(input, book, figures, bySymbol),
    missing,
    volAnnual: sigma === null ? null : overNav(sigma * Math.sqrt(SESSIONS_A_YEAR), nav),
    beta: bookBeta(book, bySymbol, nav),
    bySymbol,
  };
}
