import type { Comparison } from '../control.ts';
import { hasAdv } from './adv.ts';

/** The symbol's average daily volume must reach the limit. */
export const minAdv: Comparison = {
  kind: 'COMPARISON',
  code: 'MIN_ADV',
  group: 'L',
  title: 'Average daily volume',
  formula: 'mean volume of the last 20 bars',
  units: ['QTY'],
  minimum: true,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'SYMBOL',
  params: ['minBars'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null || !hasAdv(check, limit, true, out)) return;
    const { volumeSum, volumeUnit, volumeBars } = check.instrument;
    out.setExact(volumeSum, volumeBars, volumeUnit, 1);
  },
};
