import type { Comparison } from '../control.ts';
import { DEFAULT_MARGIN, marginOf } from '../margin.ts';
import { bookIsMarked } from '../nav-ratio.ts';

/**
 * What of the NAV is left when every worst case of the scope's book is margined. The rates are the limit's, else those
 * of the ticket's account where the limit is at its level, else 1 long and 1.5 short.
 */
export const buyingPower: Comparison = {
  kind: 'COMPARISON',
  code: 'BUYING_POWER',
  group: 'C',
  title: 'Buying power',
  formula: 'NAV - sum of max(wcLong * marginLong, -wcShort * marginShort) * px * fx * mult',
  units: ['MONEY'],
  minimum: true,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  params: ['marginLong', 'marginShort'],
  alwaysOn: false,
  measure(check, limit, out) {
    const book = check.book(limit.bookPlace);
    if (!bookIsMarked(check, book, out)) return;
    const { nav } = check.book(limit.navPlace);
    if (nav === null) return out.setMissing('nav', 'a holding has no mark');
    const rates = limit.params.margin ?? (limit.level === 'ACCOUNT' ? check.margin : DEFAULT_MARGIN);
    const before = check.lineBefore(limit.bookPlace);
    const line = check.line(limit.bookPlace);
    const margin =
      book.margin(rates) -
      marginOf(before.longValue, before.shortValue, rates) +
      marginOf(line.longValue, line.shortValue, rates);
    out.setRatio(nav * rates.denominator - margin, rates.denominator);
  },
};
