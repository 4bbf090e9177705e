import { MONEY_ONE } from '#shared/domain/decimal.ts';
import type { Comparison } from '../control.ts';
import { correlatedHoldings, proxiedHoldings } from './correlated-holdings.ts';

/**
 * Mean correlation of the ticket's symbol with the other holdings, each weighted by its worst-case value. The same for
 * every quantity, so that there is no value without the ticket to be no worse than; without other holdings it says
 * nothing.
 */
export const meanCorrelation: Comparison = {
  kind: 'COMPARISON',
  code: 'MEAN_CORRELATION',
  group: 'E',
  title: 'Mean correlation',
  formula: 'sum of wcAbs value * correlation / sum of wcAbs value, over the other holdings',
  units: ['RATIO'],
  minimum: false,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'BOOK',
  params: ['window', 'index', 'missing'],
  alwaysOn: false,
  notes: proxiedHoldings,
  measure(check, limit, out) {
    const correlated = correlatedHoldings(check, limit, out);
    const own = check.instrument?.id;
    if (correlated === null || own === undefined) return;
    const { absBefore } = check.lineBefore(limit.bookPlace);
    const others = (check.book(limit.bookPlace).gross - absBefore) / MONEY_ONE;
    if (others === 0) return out.setNotApplicable();
    // The symbol itself is in the sum with a correlation of 1.
    out.setStatistic(correlated.book.sumWith(own) - absBefore / MONEY_ONE, others);
  },
};
