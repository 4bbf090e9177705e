import type { Comparison } from '../control.ts';
import { measureOwnSideValue } from './own-side-value.ts';

/** Value of the own-side worst case of the symbol in the scope's book, absolute. */
export const maxPositionNotional: Comparison = {
  kind: 'COMPARISON',
  code: 'MAX_POSITION_NOTIONAL',
  group: 'P',
  title: 'Position value',
  formula: 'own-side worst case * px * fx * mult',
  units: ['MONEY'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'SYMBOL',
  params: [],
  alwaysOn: false,
  measure: measureOwnSideValue,
};
