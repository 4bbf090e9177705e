import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { setMoneyOrNavRatio, symbolIsMarked } from '../nav-ratio.ts';

/** |own-side worst case| valued at the reference price: money, or over NAV where the limit's unit is a fraction. */
export function measureOwnSideValue(check: Check, limit: CompiledLimit, out: Measure): void {
  if (!symbolIsMarked(check, out)) return;
  setMoneyOrNavRatio(check, limit, Math.abs(check.line(limit.bookPlace).ownSideValue), out);
}
