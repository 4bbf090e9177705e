import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { setMissingNav } from '../nav-ratio.ts';

/**
 * NAV at the open of a period less NAV now: money, or over the former. An open that is not known, or not positive where it
 * divides, is missing.
 */
export function measureLossSince(
  check: Check,
  limit: CompiledLimit,
  period: 'day' | 'week' | 'month',
  out: Measure,
): void {
  const book = check.book(limit.navPlace);
  if (book.nav === null) return setMissingNav(check, limit, out);
  const open = book.marks?.[period].nav ?? null;
  if (open === null) return out.setMissing('open', period);
  if (limit.isMoney) return out.setWhole(open - book.nav);
  if (open > 0) out.setRatio(open - book.nav, open);
  else out.setMissing('open', 'not positive');
}
