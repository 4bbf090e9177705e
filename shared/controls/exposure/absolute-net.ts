import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';

/** The larger of |netLong| and |netShort| of a book, or of a group of its symbols, with n of the ticket; minor units. */
export function absoluteNetAfter(
  check: Check,
  limit: CompiledLimit,
  n: number,
  sums: { readonly netLong: number; readonly netShort: number },
): number {
  const before = check.line(limit.bookPlace, 0);
  const after = check.line(limit.bookPlace, n);
  const long = sums.netLong - before.longValue + after.longValue;
  const short = sums.netShort - before.shortValue + after.shortValue;
  return Math.max(Math.abs(long), Math.abs(short));
}
