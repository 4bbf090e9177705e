import type { Comparison } from '../control.ts';
import { measureLossSince } from './loss-since.ts';

/** Loss of the scope since its session opened: money, or over the NAV at that open. */
export const dailyLoss: Comparison = {
  kind: 'COMPARISON',
  code: 'DAILY_LOSS',
  group: 'D',
  title: 'Daily loss',
  formula: '-(P&L since the session open) / NAV at that open',
  units: ['FRACTION', 'MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'NONE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: (check, limit, out) => measureLossSince(check, limit, 'day', out),
};
