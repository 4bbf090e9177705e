import type { Comparison } from '../control.ts';
import { measureOwnSideValue } from './own-side-value.ts';

/** Value of the own-side worst case of the symbol in the scope's book, absolute, over NAV. */
export const positionWeight: Comparison = {
  kind: 'COMPARISON',
  code: 'POSITION_WEIGHT',
  group: 'P',
  title: 'Position weight',
  formula: 'own-side worst case * px * fx * mult / NAV',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureOwnSideValue,
};
