import type { Comparison } from '../control.ts';
import { measureLossSince } from './loss-since.ts';

/** Loss of the scope since its month opened: money, or over the NAV at that open. */
export const monthlyLoss: Comparison = {
  kind: 'COMPARISON',
  code: 'MONTHLY_LOSS',
  group: 'D',
  title: 'Monthly loss',
  formula: '-(P&L since the month open) / NAV at that open',
  units: ['FRACTION', 'MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'NONE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: (check, limit, out) => measureLossSince(check, limit, 'month', out),
};
