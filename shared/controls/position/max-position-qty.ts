import type { Comparison } from '../control.ts';
import { setExact, setMissing } from '../measure.ts';

/** Own-side worst case of the symbol in the scope's book, absolute. */
export const maxPositionQty: Comparison = {
  kind: 'COMPARISON',
  code: 'MAX_POSITION_QTY',
  group: 'P',
  title: 'Position quantity',
  formula: '|q + WB + n| for a buy, |q - WS - n| for a sell',
  units: ['QTY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  params: [],
  alwaysOn: false,
  measure(check, limit, n, out) {
    if (check.instrument === null) return setMissing(out, 'symbol', check.ticket.symbol);
    setExact(out, Math.abs(check.line(limit.bookPlace, n).ownSide));
  },
};
