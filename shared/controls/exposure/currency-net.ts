import type { Comparison } from '../control.ts';
import { measureGroupNet } from './group-exposure.ts';

/** The larger of |netLong| and |netShort| of the symbols in the ticket's currency, over NAV. Cash counts in no currency. */
export const currencyNet: Comparison = {
  kind: 'COMPARISON',
  code: 'CURRENCY_NET',
  group: 'E',
  title: 'Currency net',
  formula: "|net| of the currency's symbols / NAV",
  units: ['FRACTION'],
  grouping: 'CURRENCY',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGroupNet,
};
