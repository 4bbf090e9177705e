import type { Comparison } from '../control.ts';
import { measureGroupNet } from './group-exposure.ts';

/** The larger of |netLong| and |netShort| of the ticket's sector in the scope's book, over NAV. */
export const sectorNet: Comparison = {
  kind: 'COMPARISON',
  code: 'SECTOR_NET',
  group: 'E',
  title: 'Sector net',
  formula: "|net| of the sector's symbols / NAV",
  units: ['FRACTION'],
  grouping: 'SECTOR',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGroupNet,
};
