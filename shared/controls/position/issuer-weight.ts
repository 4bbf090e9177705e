import type { Comparison } from '../control.ts';
import { setMissing } from '../measure.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { absValueAfter } from '../worst-case.ts';

/** Worst-case values of all symbols of the ticket's issuer, summed, over NAV. No issuer: the symbol alone. */
export const issuerWeight: Comparison = {
  kind: 'COMPARISON',
  code: 'ISSUER_WEIGHT',
  group: 'P',
  title: 'Issuer weight',
  formula: "sum of the issuer's wcAbs values / NAV",
  units: ['FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  params: [],
  alwaysOn: false,
  measure(check, limit, n, out) {
    const { instrument } = check;
    if (instrument === null || instrument.unit === null) {
      return setMissing(out, instrument?.missing ?? 'price', check.ticket.symbol);
    }
    const book = check.book(limit.level);
    const sums = book.issuer(instrument.issuerId);
    if (sums.unmarked > 0) return setMissing(out, 'mark', instrument.instrument.issuer);
    const before = book.absValue[instrument.id] as number;
    setMoneyOrNavRatio(check, limit, sums.gross - before + absValueAfter(check, book, instrument.id, n), out);
  },
};
