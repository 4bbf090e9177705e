import { valueOf } from '#shared/domain/valuation.ts';
import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { ticketUnitValue } from '../ticket-value.ts';
import { returnStatistic } from '../views.ts';
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
  inputs: 'SYMBOL',
  params: ['y', 'window', 'index', 'minBars'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null || !hasAdv(check, limit, false, out)) return;
    if (limit.scenarios === null) return out.setMissing('history', limit.params.index);
    const sigma = returnStatistic(limit.scenarios, check.instrument.id, 'stdDev');
    if (Number.isNaN(sigma)) return out.setMissing('returns', check.ticket.symbol);
    const fraction = limit.params.y * sigma * Math.sqrt(check.quantity / advOf(check));
    if (limit.unit === 'BPS') return out.setStatistic(fraction, 1);
    const unit = ticketUnitValue(check, limit.params.marketBuffer);
    if (unit === null) out.setMissing(check.instrument.fx === null ? 'fx' : 'price', check.ticket.symbol);
    else out.setStatistic(fraction * valueOf(check.quantity, unit), 1);
  },
  guess(check, limit: CompiledLimit, threshold) {
    if (check.instrument === null || limit.unit !== 'BPS' || limit.scenarios === null) return NaN;
    const sigma = returnStatistic(limit.scenarios, check.instrument.id, 'stdDev');
    return (threshold / (limit.params.y * sigma)) ** 2 * advOf(check);
  },
};

function advOf(check: Check): number {
  const { instrument } = check;
  return instrument === null ? NaN : (instrument.volumeSum * instrument.volumeUnit) / instrument.volumeBars;
}
