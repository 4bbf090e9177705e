import type { Comparison } from '../control.ts';
import { measureLossSince } from './loss-since.ts';

/** Loss of the scope since its week opened: money, or over the NAV at that open. */
export const weeklyLoss: Comparison = {
  kind: 'COMPARISON',
  code: 'WEEKLY_LOSS',
  group: 'D',
  title: 'Weekly loss',
  formula: '-(P&L since the week open) / NAV at that open',
  units: ['FRACTION', 'MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'NONE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: (check, limit, out) => measureLossSince(check, limit, 'week', out),
};
