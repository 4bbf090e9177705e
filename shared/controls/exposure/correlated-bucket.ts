import type { Comparison } from '../control.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { correlatedHoldings, proxiedHoldings } from './correlated-holdings.ts';

/** Gross of the holdings whose correlation with the ticket's symbol is at least rho, the symbol included, over NAV. */
export const correlatedBucket: Comparison = {
  kind: 'COMPARISON',
  code: 'CORRELATED_BUCKET',
  group: 'E',
  title: 'Correlated bucket',
  formula: 'gross of holdings with correlation >= rho to the symbol / NAV',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: ['rho', 'window', 'index', 'missing'],
  alwaysOn: false,
  notes: proxiedHoldings,
  measure(check, limit, out) {
    const correlated = correlatedHoldings(check, limit, out);
    const own = check.instrument?.id;
    if (correlated === null || own === undefined) return;
    const others = correlated.book.othersAtLeast(own, limit.params.rho);
    setMoneyOrNavRatio(check, limit, check.line(limit.bookPlace).absValue + others, out);
  },
};
