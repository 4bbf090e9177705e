import type { Comparison } from '../control.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { CELL, CELLS } from '../views.ts';
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
    const { cells } = check.book(limit.bookPlace);
    let gross = check.line(limit.bookPlace).absValue;
    const ids = correlated.set.correlations.atLeast(own, limit.params.rho);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      if (id !== own) gross += cells[id * CELLS + CELL.absValue] as number;
    }
    setMoneyOrNavRatio(check, limit, gross, out);
  },
};
