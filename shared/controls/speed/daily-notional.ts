import { valueOf } from '#shared/domain/valuation.ts';
import type { Comparison } from '../control.ts';
import { DEFAULT_BUFFER, ticketUnitValue } from '../ticket-value.ts';

/** Notional the scope sent on the desk clock's date, each ticket as valued at its decision, this one included. */
export const dailyNotional: Comparison = {
  kind: 'COMPARISON',
  code: 'DAILY_NOTIONAL',
  group: 'S',
  title: 'Notional today',
  formula: 'sum of the notionals of the scope sent since the session open, this one included',
  units: ['MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'SYMBOL',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null) return;
    const unit = ticketUnitValue(check, DEFAULT_BUFFER);
    if (unit === null)
      return out.setMissing(check.instrument.fx === null ? 'fx' : 'price', check.ticket.symbol);
    const sent = check.scope(limit.bookPlace).notionalOn(check.today);
    if (Number.isNaN(sent)) return out.setMissing('notional', 'of a ticket that was sent today');
    out.setWhole(sent + valueOf(check.quantity, unit));
  },
};
