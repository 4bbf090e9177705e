import type { RiskReport } from '#shared/quant/risk-report-types.ts';
import { moneyText, percentText, quantityText, ratioText } from './number-text.ts';
import { renderTable } from './render-table.ts';

/** The risk report for people: the book's figures, the sectors, the positions with the largest part of the VaR first. */
export function renderRiskReport(report: RiskReport): string {
  return [figures(report), sectors(report), positions(report)].filter((part) => part !== '').join('\n');
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
  ];
  const { topGross } = report;
  const head = `As of ${report.asOf}: ${report.positions} positions, ${window} returns, ${method} covariance\n`;
  const ratios = [
    `leverage ${ratioText(report.leverage)}`,
    `beta ${ratioText(report.beta)}`,
    `volatility ${percentText(report.volAnnual)} a year`,
    `HHI ${ratioText(report.hhiGross)}`,
    `largest 1, 5, 10: ${[topGross['1'], topGross['5'], topGross['10']].map(percentText).join(', ')} of gross`,
  ];
  const table = renderTable(
    [{ title: 'book' }, { title: 'base currency', align: 'right' }, { title: 'of NAV', align: 'right' }],
    rows.map(([name, money]) => [name, moneyText(money), ofNav(money)]),
  );
  return `${head}\n${table}${ratios.join('; ')}\n`;
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
