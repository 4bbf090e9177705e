import type { Comparison } from '../control.ts';

/**
 * Age of the reference price on the desk clock. A price from the future counts as age 0; one from before the machine's
 * clock jumped has no age that could be told.
 */
export const stalePrice: Comparison = {
  kind: 'COMPARISON',
  code: 'STALE_PRICE',
  group: 'O',
  title: 'Reference price is fresh',
  formula: 'desk clock - time of the mark',
  units: ['SECONDS'],
  minimum: false,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'SYMBOL',
  params: [],
  alwaysOn: true,
  defaultHard: '600',
  measure(check, _limit, out) {
    const at = check.instrument?.priceAt ?? null;
    if (at === null) out.setMissing('price', check.ticket.symbol);
    else if (check.staleUpTo !== null && at <= check.staleUpTo)
      out.setMissing('age', 'the clock jumped after the last mark');
    else out.setWhole(Math.max(0, check.clock - at));
  },
};
