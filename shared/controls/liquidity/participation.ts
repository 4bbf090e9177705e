import type { Comparison } from '../control.ts';
import { hasAdv } from './adv.ts';

/** The ticket as a share of an average day. */
export const participation: Comparison = {
  kind: 'COMPARISON',
  code: 'PARTICIPATION',
  group: 'L',
  title: 'Participation in the day',
  formula: 'n / ADV',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: true,
  crossing: 'SINGLE',
  inputs: 'SYMBOL',
  ratioOf: 'QTY',
  params: ['minBars'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null || !hasAdv(check, limit, false, out)) return;
    const { volumeSum, volumeUnit, volumeBars } = check.instrument;
    out.setExact(check.quantity, volumeSum, volumeBars, volumeUnit);
  },
};
