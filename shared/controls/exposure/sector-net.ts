import type { Comparison } from '../control.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { longValueAfter, shortValueAfter } from '../worst-case.ts';
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
  params: [],
  alwaysOn: false,
  measure(check, limit, n, out) {
    const sums = sectorSums(check, limit, out);
    if (sums === null || check.instrument === null) return;
    const book = check.book(limit.level);
    const { id } = check.instrument;
    const long = sums.netLong - (book.longValue[id] as number) + longValueAfter(check, book, id, n);
    const short = sums.netShort - (book.shortValue[id] as number) + shortValueAfter(check, book, id, n);
    setMoneyOrNavRatio(check, limit, Math.max(Math.abs(long), Math.abs(short)), out);
  },
};
