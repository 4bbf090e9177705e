import type { Comparison } from '../control.ts';
import { absoluteNetAfter } from './absolute-net.ts';
import { bookIsMarked, setMoneyOrNavRatio } from '../nav-ratio.ts';

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
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    const book = check.book(limit.bookPlace);
    if (!bookIsMarked(check, book, out)) return;
    setMoneyOrNavRatio(check, limit, absoluteNetAfter(check, limit, book), out);
  },
};
