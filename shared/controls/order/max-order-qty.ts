import type { Comparison } from '../control.ts';

/** The ticket's own quantity. */
export const maxOrderQty: Comparison = {
  kind: 'COMPARISON',
  code: 'MAX_ORDER_QTY',
  group: 'O',
  title: 'Order quantity',
  formula: 'n',
  units: ['QTY'],
  minimum: false,
  ticketOnly: true,
  symbolFree: true,
  crossing: 'SINGLE',
  inputs: 'NONE',
  params: [],
  alwaysOn: false,
  measure(check, _limit, out) {
    out.setWhole(check.quantity);
  },
};
