import type { Comparison } from '../control.ts';
import { measureGroupGross } from './group-exposure.ts';

/** Gross of the ticket's country, or of the region a limit names, in the scope's book, over NAV. */
export const countryGross: Comparison = {
  kind: 'COMPARISON',
  code: 'COUNTRY_GROSS',
  group: 'E',
  title: 'Country gross',
  formula: "gross of the country's symbols / NAV",
  units: ['FRACTION'],
  grouping: 'COUNTRY',
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGroupGross,
};
