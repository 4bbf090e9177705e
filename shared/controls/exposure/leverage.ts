import type { Comparison } from '../control.ts';
import { measureGross } from './gross-exposure.ts';

/** Gross of the scope's book over its NAV. */
export const leverage: Comparison = {
  kind: 'COMPARISON',
  code: 'LEVERAGE',
  group: 'E',
  title: 'Leverage',
  formula: 'gross / NAV',
  units: ['RATIO'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGross,
};
