import type { Comparison } from '../control.ts';
import { setMoneyOrNavRatio, symbolIsMarked } from '../nav-ratio.ts';
import { GROUPINGS } from '../views.ts';

const ISSUER = GROUPINGS.indexOf('ISSUER');

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
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    const { instrument } = check;
    if (!symbolIsMarked(check, out) || instrument === null) return;
    const sums = check.book(limit.bookPlace).group(ISSUER, instrument.groupIds[ISSUER] as number);
    if (sums.unmarked > 0) return out.setMissing('mark', instrument.instrument.issuer);
    const { absBefore, absValue } = check.line(limit.bookPlace);
    setMoneyOrNavRatio(check, limit, sums.gross - absBefore + absValue, out);
  },
};
