import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { symbolIsMarked } from '../nav-ratio.ts';
import { GROUPINGS, type Grouping, type GroupSums } from '../views.ts';

const INPUTS: Readonly<Record<Grouping, string>> = {
  SECTOR: 'sector',
  ISSUER: 'issuer',
  COUNTRY: 'country',
  CURRENCY: 'currency',
  ASSET_CLASS: 'assetClass',
};

/**
 * Sums of the ticket's group, or of the region the limit names, in the limit's book; null, and MISSING, when the
 * instrument has no group or a symbol of the group no mark.
 */
export function groupSums(check: Check, limit: CompiledLimit, out: Measure): GroupSums | null {
  const { instrument } = check;
  const grouping = limit.control.grouping ?? 'SECTOR';
  const place = GROUPINGS.indexOf(grouping);
  const id = instrument?.groupIds[place] ?? -1;
  if (id < 0) {
    out.setMissing(INPUTS[grouping], check.ticket.symbol);
    return null;
  }
  if (!symbolIsMarked(check, out)) return null;
  const book = check.book(limit.bookPlace);
  const sums = limit.regionId >= 0 ? book.region(limit.regionId) : book.group(place, id);
  if (sums.unmarked > 0) {
    out.setMissing('mark', limit.group ?? groupNameOf(check, grouping));
    return null;
  }
  return sums;
}

function groupNameOf({ instrument }: Check, grouping: Grouping): string {
  switch (grouping) {
    case 'SECTOR':
      return instrument?.instrument.sector ?? '';
    case 'ISSUER':
      return instrument?.instrument.issuer ?? '';
    case 'COUNTRY':
      return instrument?.instrument.country ?? '';
    case 'CURRENCY':
      return instrument?.instrument.currency ?? '';
    case 'ASSET_CLASS':
      return instrument?.instrument.assetClass ?? '';
  }
}
