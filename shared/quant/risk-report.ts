import { computeBeta } from './beta.ts';
import { computeExposure, type Exposure } from './exposure.ts';
import { computeVolumeStatistics, daysToLiquidate, impactBps } from './liquidity.ts';
import {
  computeCornishFisherBookVar,
  computeHistoricalBookRisk,
  computeParametricRisk,
  type HistoricalBookRisk,
  type ParametricRisk,
} from './market-risk.ts';
import { meanOf, sampleStdDev } from './moments.ts';
import { findRiskInputProblem } from './risk-input-problem.ts';
import type { RiskReport, RiskReportEntry, RiskReportInput, RiskReportResult } from './risk-report-types.ts';

const SESSIONS_A_YEAR = 252;

/** The positions that count: places in the input of the symbols held, and which of them have returns. */
interface Book {
  readonly places: readonly number[];
  readonly values: Float64Array;
  /** Row of each position in the packed returns; -1 for an excluded one. */
  readonly rows: Int32Array;
  readonly rowValues: Float64Array;
  readonly returns: Float64Array;
}

interface Figures {
  readonly exposure: Exposure;
  readonly nav: number;
  readonly parametric: ParametricRisk | null;
  readonly historical: HistoricalBookRisk | null;
  readonly cornishFisher: number | null;
}

/**
 * The book's risk report: exposures, concentration, VaR and ES by three methods, beta, liquidity and the
 * decomposition by symbol. Base currency, losses positive, fractions not percent, unrounded float64.
 * A statistic the data cannot give (too few returns, no volume, NAV <= 0) is null; an empty book has zeros;
 * a book of which every symbol is excluded has null statistics. A number that is not finite or an array of the
 * wrong length is a problem, not a report.
 */
export function computeRiskReport(input: RiskReportInput): RiskReportResult {
  const problem = findRiskInputProblem(input);
  if (problem !== null) return { ok: false, problem };
  const book = selectBook(input);
  const exposure = computeExposure(
    book.values,
    book.places.map((place) => input.sectors[place] ?? null),
  );
  const { returns, rowValues } = book;
  const known = rowValues.length > 0 || book.places.length === 0;
  const figures: Figures = {
    exposure,
    nav: input.nav ?? exposure.net + (input.cash ?? 0),
    parametric: known ? computeParametricRisk(returns, input.T, rowValues, input.options) : null,
    historical: known ? computeHistoricalBookRisk(returns, input.T, rowValues, input.options) : null,
    cornishFisher: known ? computeCornishFisherBookVar(returns, input.T, rowValues, input.options) : null,
  };
  const entries = book.places.map((_, i) => entryOf(input, book, figures, i));
  return { ok: true, value: assemble(input, book, figures, entries) };
}

function selectBook(input: RiskReportInput): Book {
  const { symbols, quantities, prices, unitValues = prices, returns, T, excluded } = input;
  const places = symbols.flatMap((_, s) => (quantities[s] === 0 ? [] : [s]));
  const values = Float64Array.from(places, (s) => (quantities[s] as number) * (unitValues[s] as number));
  const rows = new Int32Array(places.length).fill(-1);
  const included = places.flatMap((place, i) => (excluded?.[place] === true ? [] : [i]));
  const packed = new Float64Array(included.length * T);
  included.forEach((i, row) => {
    const place = places[i] as number;
    rows[i] = row;
    packed.set(returns.subarray(place * T, (place + 1) * T), row * T);
  });
  const rowValues = Float64Array.from(included, (i) => values[i] as number);
  return { places, values, rows, rowValues, returns: packed };
}

function entryOf(input: RiskReportInput, book: Book, figures: Figures, i: number): RiskReportEntry {
  const { T, indexReturns, options } = input;
  const { exposure, nav, parametric, historical } = figures;
  const place = book.places[i] as number;
  const quantity = input.quantities[place] as number;
  const value = book.values[i] as number;
  const row = book.rows[i] as number;
  const hasReturns = row >= 0 && T > 0;
  const std = hasReturns ? sampleStdDev(book.returns, row * T, T) : null;
  const volume = computeVolumeStatistics(input.volumes[place] ?? []);
  return {
    symbol: input.symbols[place] as string,
    quantity,
    price: input.prices[place] as number,
    value,
    weightNav: overNav(value, nav),
    weightGross: exposure.gross > 0 ? Math.abs(value) / exposure.gross : 0,
    mean: hasReturns ? meanOf(book.returns, row * T, T) : null,
    std,
    beta: hasReturns && indexReturns !== null ? computeBeta(book.returns, row * T, indexReturns) : null,
    adv20: volume?.adv ?? null,
    volumeQ25: volume?.q25 ?? null,
    daysToLiquidate: volume === null ? null : daysToLiquidate(quantity, volume.adv, options.participation),
    impactBps: volume === null || std === null ? null : impactBps(quantity, volume.adv, std),
    marginalVar: partOf(parametric?.marginalVar, row),
    componentVar: partOf(parametric?.componentVar, row),
    incrementalVar: partOf(parametric?.incrementalVar, row),
    componentEs: partOf(historical?.componentEs, row),
  };
}

/** Row -1 and the marginal VaR of a book without variance have no number. */
function partOf(parts: Float64Array | undefined, row: number): number | null {
  const value = parts?.[row];
  return value === undefined || Number.isNaN(value) ? null : value;
}

const overNav = (value: number, nav: number): number | null => (nav > 0 ? value / nav : null);

/** sum(value*beta)/nav over the positions with returns; null when one of them has no beta. */
function bookBeta(book: Book, entries: readonly RiskReportEntry[], nav: number): number | null {
  if (book.places.length > 0 && book.rowValues.length === 0) return null;
  let sum = 0;
  for (const [i, { value, beta }] of entries.entries()) {
    if ((book.rows[i] as number) < 0) continue;
    if (beta === null) return null;
    sum += value * beta;
  }
  return overNav(sum, nav);
}

function assemble(
  input: RiskReportInput,
  book: Book,
  { exposure, nav, parametric, historical, cornishFisher }: Figures,
  bySymbol: readonly RiskReportEntry[],
): RiskReport {
  const { confidence, horizonDays, method } = input.options;
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
    volAnnual: sigma === null ? null : overNav(sigma * Math.sqrt(SESSIONS_A_YEAR), nav),
    beta: bookBeta(book, bySymbol, nav),
    bySymbol,
  };
}
