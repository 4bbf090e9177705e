import type { Comparison } from '../control.ts';
import { setExact, setMissing } from '../measure.ts';

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
    const { instrument, direction } = check;
    if (instrument === null) return setMissing(out, 'symbol', check.ticket.symbol);
    const book = check.book(limit.level);
    const q = book.quantity[instrument.id] as number;
    const wcLong = q + (book.workingBuy[instrument.id] as number);
    const wcShort = q - (book.workingSell[instrument.id] as number);
    const counted = wcLong !== 0 || wcShort !== 0 ? 1 : 0;
    const after = direction > 0 ? wcLong + n !== 0 || wcShort !== 0 : wcLong !== 0 || wcShort - n !== 0;
    setExact(out, book.symbolCount - counted + (after ? 1 : 0));
  },
};
