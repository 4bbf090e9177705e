import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { absoluteNetAfter } from './absolute-net.ts';
import { groupSums } from './group-sums.ts';

/** Gross of the ticket's group in the scope's book after the quantity that is measured, over NAV. */
export function measureGroupGross(check: Check, limit: CompiledLimit, out: Measure): void {
  const sums = groupSums(check, limit, out);
  if (sums === null) return;
  const { absBefore, absValue } = check.line(limit.bookPlace);
  setMoneyOrNavRatio(check, limit, sums.gross - absBefore + absValue, out);
}

/** The larger of |netLong| and |netShort| of the ticket's group, over NAV. */
export function measureGroupNet(check: Check, limit: CompiledLimit, out: Measure): void {
  const sums = groupSums(check, limit, out);
  if (sums !== null) setMoneyOrNavRatio(check, limit, absoluteNetAfter(check, limit, sums), out);
}
