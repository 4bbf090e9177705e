import type { Comparison } from '../control.ts';
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
  ofBook: true,
  inputs: 'NONE',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    if (check.instrument === null) return out.setMissing('symbol', check.ticket.symbol);
    const before = isCounted(check.lineBefore(limit.bookPlace));
    const after = isCounted(check.line(limit.bookPlace));
    out.setWhole(check.book(limit.bookPlace).symbolCount - before + after);
  },
};

const isCounted = ({ wcLong, wcShort }: SymbolLine): 0 | 1 => (wcLong !== 0 || wcShort !== 0 ? 1 : 0);
