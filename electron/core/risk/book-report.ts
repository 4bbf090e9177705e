import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { RiskReport, RiskReportEntry } from '#shared/quant/risk-report-types.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import { riskReportOf } from './desk-risk.ts';
import { basisSaid, optionsOf } from './measured-book.ts';

const MOST_LISTED = 50;

/** The report of the `risk` command at one session, its ES at a confidence of its own. */
export function bookReport(
  desk: DeskBook,
  bars: KeptHistory,
  input: ParsedInputOf<'risk.report'>,
): Result<OutputOf<'risk.report'>> {
  const found = riskReportOf(desk, bars, optionsOf(input, input.confidence));
  if (!found.ok) return found;
  const shortfall = riskReportOf(desk, bars, optionsOf(input, input.shortfallConfidence));
  if (!shortfall.ok) return shortfall;
  const { value: report } = found;
  const { liquidity } = report;
  return ok({
    ...basisSaid(desk, input),
    ...{
      window: report.window,
      confidence: report.confidence,
      shortfallConfidence: input.shortfallConfidence,
    },
    ...{ positions: report.positions, nav: report.nav, cash: report.cash },
    ...{ long: report.long, short: report.short, gross: report.gross, net: report.net },
    ...{ leverage: report.leverage, hhi: report.hhiGross, effectivePositions: report.effectivePositions },
    topGross: report.topGross,
    ...{ sigma: report.sigma, volAnnual: report.volAnnual, beta: report.beta },
    var: report.var,
    undiversifiedVar: report.undiversifiedVar,
    es: shortfall.value.es,
    drawdown: report.drawdown,
    liquidity: {
      ...{ maxDays: liquidity.maxDays, grossWeightedDays: liquidity.grossWeightedDays },
      impactCost: liquidity.impactCost,
      within1Day: liquidity.grossLiquidated['1'],
      within5Days: liquidity.grossLiquidated['5'],
      within10Days: liquidity.grossLiquidated['10'],
    },
    filled: filledOf(report),
    components: report.bySymbol
      .toSorted((a, b) => partOf(b) - partOf(a))
      .slice(0, MOST_LISTED)
      .map(componentOf),
  });
}

const partOf = ({ componentVar, value }: RiskReportEntry): number => Math.abs(componentVar ?? value);

const filledOf = ({ bySymbol }: RiskReport): OutputOf<'risk.report'>['filled'] =>
  bySymbol
    .filter(({ missingReturns }) => missingReturns > 0)
    .slice(0, MOST_LISTED)
    .map(({ symbol, missingReturns }) => ({ symbol, returns: missingReturns }));

function componentOf(entry: RiskReportEntry): OutputOf<'risk.report'>['components'][number] {
  const { symbol, value, weightNav, beta, standaloneVar, componentVar, componentEs, daysToLiquidate } = entry;
  return { symbol, value, weightNav, beta, standaloneVar, componentVar, componentEs, daysToLiquidate };
}
