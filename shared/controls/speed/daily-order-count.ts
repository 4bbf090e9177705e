import type { Comparison } from '../control.ts';
import { thisTicket } from './this-ticket.ts';

/** Tickets the scope sent on the desk clock's date, this one included. */
export const dailyOrderCount: Comparison = {
  kind: 'COMPARISON',
  code: 'DAILY_ORDER_COUNT',
  group: 'S',
  title: 'Orders today',
  formula: 'tickets of the scope sent since the session open, this one included',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: false,
  symbolFree: true,
  crossing: 'FLAT',
  inputs: 'NONE',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    out.setWhole(check.scope(limit.bookPlace).ordersOn(check.today) + thisTicket(check));
  },
};
