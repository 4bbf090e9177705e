import type { Comparison } from '../control.ts';
import { thisTicket } from './this-ticket.ts';

/** Working tickets of the scope after this one. */
export const openOrderCount: Comparison = {
  kind: 'COMPARISON',
  code: 'OPEN_ORDER_COUNT',
  group: 'S',
  title: 'Open orders',
  formula: 'working tickets of the scope after this one',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: false,
  symbolFree: true,
  crossing: 'FLAT',
  inputs: 'NONE',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    out.setWhole(check.scope(limit.bookPlace).working + thisTicket(check));
  },
};
