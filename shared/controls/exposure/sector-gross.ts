import type { Comparison } from '../control.ts';
import { measureGroupGross } from './group-exposure.ts';

/** Gross of the ticket's sector in the scope's book, over NAV. */
export const sectorGross: Comparison = {
  kind: 'COMPARISON',
  code: 'SECTOR_GROSS',
  group: 'E',
  title: 'Sector gross',
  formula: "gross of the sector's symbols / NAV",
  units: ['FRACTION'],
  grouping: 'SECTOR',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGroupGross,
};
