import type { Comparison } from '../control.ts';
import { hasAdv } from './adv.ts';

/** Days to trade the symbol's worst case out of the scope's book at a share of the volume. */
export const daysToLiquidate: Comparison = {
  kind: 'COMPARISON',
  code: 'DAYS_TO_LIQUIDATE',
  group: 'L',
  title: 'Days to liquidate',
  formula: 'wcAbs / (rate * ADV)',
  units: ['DAYS'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'SYMBOL',
  ratioOf: 'QTY',
  params: ['rate', 'minBars'],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null || !hasAdv(check, limit, false, out)) return;
    const { volumeSum, volumeUnit, volumeBars } = check.instrument;
    const { rate } = limit.params;
    const { wcLong, wcShort } = check.line(limit.bookPlace);
    const worst = Math.max(Math.abs(wcLong), Math.abs(wcShort));
    out.setExact(worst, volumeSum, volumeBars * rate.denominator, volumeUnit * rate.numerator);
  },
};
