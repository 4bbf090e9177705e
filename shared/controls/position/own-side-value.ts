import { valueOf } from '#shared/domain/valuation.ts';
import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import { setMissing, type Measure } from '../measure.ts';
import { setMoneyOrNavRatio } from '../nav-ratio.ts';
import { ownSideWorstCase } from '../worst-case.ts';

/** |own-side worst case| valued at the reference price: money, or over NAV where the limit's unit is a fraction. */
export function measureOwnSideValue(check: Check, limit: CompiledLimit, n: number, out: Measure): void {
  const { instrument } = check;
  if (instrument === null || instrument.unit === null) {
    return setMissing(out, instrument?.missing ?? 'price', check.ticket.symbol);
  }
  const worst = ownSideWorstCase(check, check.book(limit.level), instrument.id, n);
  setMoneyOrNavRatio(check, limit, Math.abs(valueOf(worst, instrument.unit)), out);
}
