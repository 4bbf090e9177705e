import type { Comparison } from '../control.ts';
import { setExact, setMissing } from '../measure.ts';
import type { SymbolLine } from '../symbol-line.ts';

/** Symbols of the scope's book with a worst case that is not zero, the ticket's included. Needs no prices. */
export const positionCount: Comparison = {
  kind: 'COMPARISON',
  code: 'POSITION_COUNT',
  group: 'P',
  title: 'Number of positions',
  formula: 'symbols with wcAbs > 0',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  params: [],
  alwaysOn: false,
  measure(check, limit, n, out) {
    if (check.instrument === null) return setMissing(out, 'symbol', check.ticket.symbol);
    const before = isCounted(check.line(limit.bookPlace, 0));
    const after = isCounted(check.line(limit.bookPlace, n));
    setExact(out, check.book(limit.bookPlace).symbolCount - before + after);
  },
};

const isCounted = ({ wcLong, wcShort }: SymbolLine): 0 | 1 => (wcLong !== 0 || wcShort !== 0 ? 1 : 0);
