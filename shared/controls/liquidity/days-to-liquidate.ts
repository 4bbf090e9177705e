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
    const { volumeSum, volumeUnit, volumeBars, id } = check.instrument;
    const book = check.book(limit.level);
    const q = book.quantity[id] as number;
    const buys = (book.workingBuy[id] as number) + (check.direction > 0 ? n : 0);
    const sells = (book.workingSell[id] as number) + (check.direction < 0 ? n : 0);
    const { rate } = limit.params;
    const worst = Math.max(Math.abs(q + buys), Math.abs(q - sells));
    setExact(out, worst, volumeSum, volumeBars * rate.denominator, volumeUnit * rate.numerator);
  },
};
