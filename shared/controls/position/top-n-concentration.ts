import type { Comparison } from '../control.ts';
import { bookIsMarked, setMoneyOrNavRatio } from '../nav-ratio.ts';

/** The N largest worst-case values of the scope's book, summed, over NAV. */
export const topNConcentration: Comparison = {
  kind: 'COMPARISON',
  code: 'TOP_N_CONCENTRATION',
  group: 'P',
  title: 'Largest positions together',
  formula: 'sum of the N largest wcAbs values / NAV',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['n'],
  alwaysOn: false,
  measure(check, limit, out) {
    const book = check.book(limit.bookPlace);
    if (!bookIsMarked(check, book, out) || check.instrument === null) return;
    const { absValue } = check.line(limit.bookPlace);
    setMoneyOrNavRatio(check, limit, book.topSum(limit.params.topN, check.instrument.id, absValue), out);
  },
};
