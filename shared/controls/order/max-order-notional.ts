import type { Comparison } from '../control.ts';
import { ticketUnitValue } from '../ticket-value.ts';
import { valueOf } from '#shared/domain/valuation.ts';

/** The ticket's notional at its valuation price. */
export const maxOrderNotional: Comparison = {
  kind: 'COMPARISON',
  code: 'MAX_ORDER_NOTIONAL',
  group: 'O',
  title: 'Order notional',
  formula: 'n * valPx * fx * mult',
  units: ['MONEY'],
  minimum: false,
  ticketOnly: true,
  crossing: 'SINGLE',
  inputs: 'SYMBOL',
  params: ['marketBuffer'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null) return;
    const unit = ticketUnitValue(check, limit.params.marketBuffer);
    if (unit === null) out.setMissing(check.instrument.fx === null ? 'fx' : 'price', check.ticket.symbol);
    else out.setWhole(valueOf(check.quantity, unit));
  },
};
