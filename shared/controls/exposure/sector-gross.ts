import type { Comparison } from '../control.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { sectorSums } from './sector-sums.ts';

/** Gross of the ticket's sector in the scope's book, over NAV. */
export const sectorGross: Comparison = {
  kind: 'COMPARISON',
  code: 'SECTOR_GROSS',
  group: 'E',
  title: 'Sector gross',
  formula: "gross of the sector's symbols / NAV",
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    const sums = sectorSums(check, limit, out);
    if (sums === null) return;
    const { absBefore, absValue } = check.line(limit.bookPlace);
    setMoneyOrNavRatio(check, limit, sums.gross - absBefore + absValue, out);
  },
};
