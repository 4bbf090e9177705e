import type { Comparison } from '../control.ts';
import { setExact } from '../measure.ts';
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
  params: ['rate', 'minBars'],
  alwaysOn: false,
  measure(check, limit, n, out) {
    if (check.instrument === null || !hasAdv(check, limit, false, out)) return;
    const { volumeSum, volumeUnit, volumeBars } = check.instrument;
    const { rate } = limit.params;
    const { wcLong, wcShort } = check.line(limit.bookPlace, n);
    const worst = Math.max(Math.abs(wcLong), Math.abs(wcShort));
    setExact(out, worst, volumeSum, volumeBars * rate.denominator, volumeUnit * rate.numerator);
  },
};
