import type { RiskReport } from '#shared/quant/risk-report-types.ts';
import { moneyText, percentText, quantityText, ratioText } from './number-text.ts';
import { renderTable } from './render-table.ts';

/** The risk report for people: the book's figures, the sectors, the positions with the largest part of the VaR first. */
export function renderRiskReport(report: RiskReport): string {
  return [figures(report), backtest(report), sectors(report), positions(report)]
    .filter((part) => part !== '')
    .join('\n');
}

function figures(report: RiskReport): string {
  const { confidence, horizonDays, window, method, nav } = report;
  const ofNav = (money: number | null): string =>
    money === null || nav <= 0 ? '' : percentText(money / nav);
  const days = `${horizonDays} ${horizonDays === 1 ? 'day' : 'days'}`;
  const at = `${percentText(confidence)}, ${days}`;
  const rows: (readonly [string, number | null])[] = [
    ['net asset value', nav],
    ['cash', report.cash],
    ['long', report.long],
    ['short', report.short],
    ['gross', report.gross],
    ['net', report.net],
    ['sigma, 1 day', report.sigma],
    [`VaR parametric, ${at}`, report.var.parametric],
    [`VaR historical, ${at}`, report.var.historical],
    [`VaR Cornish-Fisher, ${at}`, report.var.cornishFisher],
    [`expected shortfall parametric, ${at}`, report.es.parametric],
    [`expected shortfall historical, ${at}`, report.es.historical],
    ...simulated(report, at),
    [`VaR undiversified, ${at}`, report.undiversifiedVar],
    [`VaR while selling at that pace, ${percentText(confidence)}`, report.liquidityAdjusted.timeToSell],
    ['cost of the spreads', report.liquidityAdjusted.spreadCost],
    ['impact of selling everything', report.liquidity.impactCost],
    ['largest drawdown, these quantities', report.drawdown?.amount ?? null],
  ];
  const { topGross } = report;
  const head = `As of ${report.asOf}: ${report.positions} positions, ${window} returns, ${method} covariance\n`;
  const ratios = [
    `leverage ${ratioText(report.leverage)}`,
    `beta ${ratioText(report.beta)}`,
    `volatility ${percentText(report.volAnnual)} a year`,
    `HHI ${ratioText(report.hhiGross)}, as ${ratioText(report.effectivePositions)} equal positions`,
    `largest 1, 5, 10: ${[topGross['1'], topGross['5'], topGross['10']].map(percentText).join(', ')} of gross`,
  ];
  const table = renderTable(
    [{ title: 'book' }, { title: 'base currency', align: 'right' }, { title: 'of NAV', align: 'right' }],
    rows.map(([name, money]) => [name, moneyText(money), ofNav(money)]),
  );
  return `${head}\n${table}${ratios.join('; ')}\n${remarks(report)
    .map((line) => `${line}\n`)
    .join('')}`;
}

function simulated({ monteCarlo }: RiskReport, at: string): (readonly [string, number | null])[] {
  if (monteCarlo === null) return [];
  return [
    [`VaR simulated, ${at}`, monteCarlo.valueAtRisk],
    ['its standard error', monteCarlo.valueAtRiskError],
    [`expected shortfall simulated, ${at}`, monteCarlo.expectedShortfall],
    ['its standard error', monteCarlo.expectedShortfallError],
  ];
}

/** Sentences on what the figures rest on. */
function remarks({ liquidity, drawdown, monteCarlo, covariance, bySymbol, missing }: RiskReport): string[] {
  const sold = liquidity.grossLiquidated;
  const lines = [
    `sold within 1, 2, 5, 10 days: ${[sold['1'], sold['2'], sold['5'], sold['10']].map(percentText).join(', ')} of gross`,
  ];
  if (drawdown !== null) lines.push(`largest drawdown from ${drawdown.peakDate} to ${drawdown.troughDate}`);
  if (monteCarlo !== null) {
    const { draws, seed, degreesOfFreedom, generator } = monteCarlo;
    const law = degreesOfFreedom === null ? 'normal' : `t of ${degreesOfFreedom}`;
    lines.push(`simulated: ${quantityText(draws)} draws, ${law}, seed ${seed}, ${generator}`);
  }
  if (covariance !== null) {
    const { rank, symbols, smallest, largest } = covariance;
    const state = rank < symbols ? 'singular' : 'of full rank';
    lines.push(
      `covariance ${state}: rank ${rank} of ${symbols}, eigenvalues ${ratioText(smallest)} to ${ratioText(largest)}`,
    );
  }
  const lacking = bySymbol.filter(({ missingReturns }) => missingReturns > 0);
  if (lacking.length > 0) {
    const names = lacking.map(({ symbol, missingReturns }) => `${symbol} ${missingReturns}`);
    lines.push(`missing returns (${missing}): ${names.join(', ')}`);
  }
  return lines;
}

function backtest({ backtest: tests }: RiskReport): string {
  if (tests === null) return '';
  const titles = ['exceptions', 'expected', 'of sessions', 'zone', 'coverage p', 'independence p', 'both p'];
  return renderTable(
    [{ title: 'backtest' }, ...titles.map((title) => ({ title, align: 'right' as const }))],
    (['historical', 'parametric'] as const).map((name) => {
      const test = tests[name];
      return [
        name,
        String(test.exceptions),
        ratioText(test.expected),
        String(test.observations),
        test.zone,
        ratioText(test.coverage.pValue),
        ratioText(test.independence.pValue),
        ratioText(test.conditionalCoverage.pValue),
      ];
    }),
  );
}

function sectors({ sectors: bySector, gross }: RiskReport): string {
  const entries = Object.entries(bySector).toSorted(([, a], [, b]) => b.gross - a.gross);
  if (entries.length === 0) return '';
  return renderTable(
    [
      { title: 'sector' },
      { title: 'gross', align: 'right' },
      { title: 'net', align: 'right' },
      { title: 'of gross', align: 'right' },
      { title: 'positions', align: 'right' },
    ],
    entries.map(([name, sector]) => [
      name,
      moneyText(sector.gross),
      moneyText(sector.net),
      percentText(gross > 0 ? sector.gross / gross : null),
      String(sector.count),
    ]),
  );
}

function positions({ bySymbol }: RiskReport): string {
  if (bySymbol.length === 0) return '';
  const sorted = bySymbol.toSorted((a, b) => (b.componentVar ?? -Infinity) - (a.componentVar ?? -Infinity));
  const titles = [
    'quantity',
    'price',
    'value',
    'of NAV',
    'beta',
    'part of VaR',
    'part of ES',
    'days',
    'impact bps',
  ];
  return renderTable(
    [{ title: 'symbol' }, ...titles.map((title) => ({ title, align: 'right' as const }))],
    sorted.map((entry) => [
      entry.symbol,
      quantityText(entry.quantity),
      quantityText(entry.price),
      moneyText(entry.value),
      percentText(entry.weightNav),
      ratioText(entry.beta),
      moneyText(entry.componentVar),
      moneyText(entry.componentEs),
      ratioText(entry.daysToLiquidate),
      ratioText(entry.impactBps),
    ]),
  );
}
