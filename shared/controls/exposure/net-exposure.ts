import type { Comparison } from '../control.ts';
import { bookIsMarked, setMoneyOrNavRatio } from '../nav-ratio.ts';
import { longValueAfter, shortValueAfter } from '../worst-case.ts';

/** The larger of |netLong| and |netShort| of the scope's book after the ticket, money or over NAV. */
export const netExposure: Comparison = {
  kind: 'COMPARISON',
  code: 'NET_EXPOSURE',
  group: 'E',
  title: 'Net exposure',
  formula: 'max(|sum (q+WB)*px|, |sum (q-WS)*px|)',
  units: ['MONEY', 'FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  params: [],
  alwaysOn: false,
  measure(check, limit, n, out) {
    const book = check.book(limit.level);
    if (check.instrument === null || !bookIsMarked(check, book, out)) return;
    const { id } = check.instrument;
    const long = book.netLong - (book.longValue[id] as number) + longValueAfter(check, book, id, n);
    const short = book.netShort - (book.shortValue[id] as number) + shortValueAfter(check, book, id, n);
    setMoneyOrNavRatio(check, limit, Math.max(Math.abs(long), Math.abs(short)), out);
  },
};
