import { computeBeta } from './beta.ts';
import type { Exposure } from './exposure.ts';
import type { HeldBook } from './held-book.ts';
import { computeVolumeStatistics, daysToLiquidate, impactBps } from './liquidity.ts';
import type { HistoricalBookRisk, ParametricRisk } from './market-risk.ts';
import { meanOf, sampleStdDev } from './moments.ts';
import type { RiskReportEntry, RiskReportInput } from './risk-report-types.ts';

interface BookFigures {
  readonly exposure: Exposure;
  readonly nav: number;
  readonly parametric: ParametricRisk | null;
  readonly historical: HistoricalBookRisk | null;
}

/** The line of the report for position i of the book. */
export function reportEntry(
  input: RiskReportInput,
  book: HeldBook,
  { exposure, nav, parametric, historical }: BookFigures,
  i: number,
): RiskReportEntry {
  const { T, indexReturns, options } = input;
  const place = book.places[i] as number;
  const quantity = input.quantities[place] as number;
  const value = book.values[i] as number;
  const row = book.rows[i] as number;
  const hasReturns = row >= 0 && T > 0;
  const std = hasReturns ? sampleStdDev(book.returns, row * T, T) : null;
  const volume = computeVolumeStatistics(input.volumes[place] ?? []);
  const impact = volume === null || std === null ? null : impactBps(quantity, volume.adv, std);
  return {
    symbol: input.symbols[place] as string,
    quantity,
    price: input.prices[place] as number,
    value,
    weightNav: nav > 0 ? value / nav : null,
    weightGross: exposure.gross > 0 ? Math.abs(value) / exposure.gross : 0,
    mean: hasReturns ? meanOf(book.returns, row * T, T) : null,
    std,
    beta: hasReturns && indexReturns !== null ? computeBeta(book.returns, row * T, indexReturns) : null,
    adv20: volume?.adv ?? null,
    volumeQ25: volume?.q25 ?? null,
    daysToLiquidate: volume === null ? null : daysToLiquidate(quantity, volume.adv, options.participation),
    impactBps: impact,
    impactCost: impact === null ? null : (impact / 1e4) * Math.abs(value),
    missingReturns: input.missing[place] as number,
    standaloneVar: partOf(parametric?.standaloneVar, row),
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
