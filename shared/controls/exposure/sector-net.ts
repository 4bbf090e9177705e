import type { Comparison } from '../control.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { absoluteNetAfter } from './absolute-net.ts';
import { sectorSums } from './sector-sums.ts';

/** The larger of |netLong| and |netShort| of the ticket's sector in the scope's book, over NAV. */
export const sectorNet: Comparison = {
  kind: 'COMPARISON',
  code: 'SECTOR_NET',
  group: 'E',
  title: 'Sector net',
  formula: "|net| of the sector's symbols / NAV",
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
    setMoneyOrNavRatio(check, limit, absoluteNetAfter(check, limit, sums), out);
  },
};
