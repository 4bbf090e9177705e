import type { Comparison } from '../control.ts';

/** Age of the reference price on the desk clock. A price from the future counts as age 0. */
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
    else out.setWhole(Math.max(0, check.clock - at));
  },
};
