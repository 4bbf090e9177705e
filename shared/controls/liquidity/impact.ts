import { valueOf } from '#shared/domain/valuation.ts';
import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { setMissing, setStatistic } from '../measure.ts';
import { ticketUnitValue } from '../ticket-value.ts';
import { hasAdv } from './adv.ts';

/**
 * Square-root impact of the ticket, as a fraction of its notional or in money.
 * @source Almgren, Thum, Hauptmann, Li, Direct Estimation of Equity Market Impact, 2005 (square-root form).
 */
export const impact: Comparison = {
  kind: 'COMPARISON',
  code: 'IMPACT',
  group: 'L',
  title: 'Market impact',
  formula: 'Y * sigma_d * sqrt(n / ADV)',
  units: ['BPS', 'MONEY'],
  minimum: false,
  ticketOnly: true,
  crossing: 'SINGLE',
  params: ['y', 'window', 'index', 'minBars'],
  alwaysOn: false,
  measure(check, limit, n, out) {
    if (check.instrument === null || !hasAdv(check, limit, false, out)) return;
    if (limit.scenarios === null) return setMissing(out, 'history', limit.params.index);
    const sigma = limit.scenarios.stdDevs[check.instrument.id] ?? NaN;
    if (Number.isNaN(sigma)) return setMissing(out, 'returns', check.ticket.symbol);
    const fraction = limit.params.y * sigma * Math.sqrt(n / advOf(check));
    if (limit.unit === 'BPS') return setStatistic(out, fraction);
    const unit = ticketUnitValue(check, limit.params.marketBuffer);
    if (unit === null) setMissing(out, check.instrument.fx === null ? 'fx' : 'price', check.ticket.symbol);
    else setStatistic(out, fraction * valueOf(n, unit));
  },
  guess(check, limit: CompiledLimit, threshold) {
    if (check.instrument === null || limit.unit !== 'BPS') return NaN;
    const sigma = limit.scenarios?.stdDevs[check.instrument.id] ?? NaN;
    return (threshold / (limit.params.y * sigma)) ** 2 * advOf(check);
  },
};

function advOf(check: Check): number {
  const { instrument } = check;
  return instrument === null ? NaN : (instrument.volumeSum * instrument.volumeUnit) / instrument.volumeBars;
}
