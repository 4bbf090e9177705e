import type { Comparison } from '../control.ts';
import { setExact } from '../measure.ts';

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
  params: [],
  alwaysOn: false,
  measure(_check, _limit, n, out) {
    setExact(out, n);
  },
};
