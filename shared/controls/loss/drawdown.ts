import type { Comparison } from '../control.ts';
import { setMissingNav } from '../nav-ratio.ts';

/** How far the scope's NAV is below the most it was ever worth; 0 at a new high. */
export const drawdown: Comparison = {
  kind: 'COMPARISON',
  code: 'DRAWDOWN',
  group: 'D',
  title: 'Drawdown',
  formula: '1 - NAV / high-water mark',
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'NONE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    const book = check.book(limit.navPlace);
    if (book.nav === null) return setMissingNav(check, limit, out);
    const highWater = book.marks?.highWater ?? null;
    if (highWater === null) return out.setMissing('highWater', 'never valued');
    const top = Math.max(highWater, book.nav);
    if (top > 0) out.setRatio(top - book.nav, top);
    else out.setMissing('highWater', 'not positive');
  },
};
