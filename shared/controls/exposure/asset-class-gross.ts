import type { Comparison } from '../control.ts';
import { measureGroupGross } from './group-exposure.ts';

/** Gross of the ticket's asset class in the scope's book, over NAV. */
export const assetClassGross: Comparison = {
  kind: 'COMPARISON',
  code: 'ASSET_CLASS_GROSS',
  group: 'E',
  title: 'Asset class gross',
  formula: "gross of the asset class's symbols / NAV",
  units: ['FRACTION'],
  grouping: 'ASSET_CLASS',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGroupGross,
};
