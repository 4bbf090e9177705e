import type { OutputOf } from '#shared/contract/contract.ts';
import { formatCount, formatMoney, formatPercent, formatRatio } from '#renderer/format/numbers.ts';

type Report = OutputOf<'risk.report'>;
export type Simulation = NonNullable<OutputOf<'risk.simulate'>>;

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly ofNav: string;
  /** How it is meant. */
  readonly convention: string;
}

/** The book's key numbers with their units and conventions. */
export function figuresOf(report: Report, simulation: Simulation | null): Figure[] {
  const { nav, window, currency, drawdown, liquidity } = report;
  const percent = (fraction: number): string => `${Math.round(fraction * 1_000) / 10} %`;
  const at = `1 day, ${percent(report.confidence)}`;
  const esAt = `1 day, ${percent(report.shortfallConfidence)}`;
  const money = (name: string, amount: number | null, convention: string): Figure => ({
    ...{ name, value: formatMoney(amount), unit: currency, convention },
    ofNav: amount === null || nav <= 0 ? '' : formatPercent(amount / nav),
  });
  const plain = (name: string, value: string, unit: string, convention: string): Figure => ({
    ...{ name, value, unit, convention, ofNav: '' },
  });
  const simulated =
    simulation === null
      ? []
      : [
          money(
            `VaR Monte Carlo, ${at}`,
            simulation.valueAtRisk,
            `${formatCount(simulation.draws)} normal draws, seed ${simulation.seed}, standard error ${formatMoney(simulation.valueAtRiskError)}`,
          ),
        ];
  return [
    money('Net asset value', nav, 'positions at their marks and cash'),
    money('Gross', report.gross, 'sum of magnitudes of what is held'),
    money('Net', report.net, 'long and short'),
    plain('Leverage', formatRatio(report.leverage), '× NAV', 'gross over NAV'),
    money(
      `VaR parametric, ${at}`,
      report.var.parametric,
      `normal, sample covariance of ${window} sessions, mean 0`,
    ),
    money(`VaR historical, ${at}`, report.var.historical, `${window} sessions, inverted CDF`),
    money(
      `VaR Cornish-Fisher, ${at}`,
      report.var.cornishFisher,
      'skewness and kurtosis of the same sessions',
    ),
    ...simulated,
    money(`VaR undiversified, ${at}`, report.undiversifiedVar, 'sum of the positions alone'),
    money(`ES historical, ${esAt}`, report.es.historical, 'mean of the worst sessions'),
    money(`ES parametric, ${esAt}`, report.es.parametric, 'normal'),
    money('Sigma, 1 day', report.sigma, `sample deviation, ${window} sessions`),
    plain('Volatility', formatPercent(report.volAnnual), 'of NAV a year', 'sigma × √252'),
    plain('Beta', formatRatio(report.beta), `to ${report.index}`, 'value-weighted, over NAV'),
    money(
      'Largest drawdown',
      drawdown?.amount ?? null,
      drawdown === null
        ? 'today’s quantities'
        : `today’s quantities, ${drawdown.peakDate} to ${drawdown.troughDate}`,
    ),
    plain(
      'HHI',
      report.hhi.toFixed(4),
      '',
      `of gross, as ${formatRatio(report.effectivePositions)} equal positions`,
    ),
    plain('Largest position', formatPercent(report.topGross['1']), 'of gross', 'by magnitude'),
    plain('Largest 5', formatPercent(report.topGross['5']), 'of gross', 'together'),
    plain('Largest 10', formatPercent(report.topGross['10']), 'of gross', 'together'),
    plain(
      'Days to liquidate',
      formatRatio(liquidity.maxDays),
      'days',
      'slowest position, a fifth of 20-day volume',
    ),
    plain('Sold in 1 day', formatPercent(liquidity.within1Day), 'of gross', 'at that pace'),
    plain('Sold in 5 days', formatPercent(liquidity.within5Days), 'of gross', 'at that pace'),
    money('Impact of selling all', liquidity.impactCost, 'square-root model'),
  ];
}
