import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { symbolIsMarked } from '../nav-ratio.ts';
import type { GroupSums } from '../views.ts';

/** Sums of the ticket's sector in the limit's book; null, and MISSING, without a sector or a mark. */
export function sectorSums(check: Check, limit: CompiledLimit, out: Measure): GroupSums | null {
  const { instrument } = check;
  if (instrument === null || instrument.sectorId < 0) {
    out.setMissing('sector', check.ticket.symbol);
    return null;
  }
  if (!symbolIsMarked(check, out)) return null;
  const sums = check.book(limit.bookPlace).sector(instrument.sectorId);
  if (sums.unmarked > 0) {
    out.setMissing('mark', instrument.instrument.sector);
    return null;
  }
  return sums;
}
