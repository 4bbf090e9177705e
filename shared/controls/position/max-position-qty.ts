import type { Comparison } from '../control.ts';

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
  inputs: 'NONE',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null) return out.setMissing('symbol', check.ticket.symbol);
    out.setWhole(Math.abs(check.line(limit.bookPlace).ownSide));
  },
};
