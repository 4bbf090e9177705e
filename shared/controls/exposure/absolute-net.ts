import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';

/** The larger of |netLong| and |netShort| of a book, or of a group of its symbols, with the quantity that is measured; minor units. */
export function absoluteNetAfter(
  check: Check,
  limit: CompiledLimit,
  sums: { readonly netLong: number; readonly netShort: number },
): number {
  const before = check.lineBefore(limit.bookPlace);
  const after = check.line(limit.bookPlace);
  const long = sums.netLong - before.longValue + after.longValue;
  const short = sums.netShort - before.shortValue + after.shortValue;
  return Math.max(Math.abs(long), Math.abs(short));
}
