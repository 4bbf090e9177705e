import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { setMissingNav } from '../nav-ratio.ts';

const MINOR = 100;

/** Sets a risk figure of base currency as money or over the NAV of the limit's scope. */
export function setRisk(check: Check, limit: CompiledLimit, money: number, out: Measure): void {
  if (limit.isMoney) return out.setStatistic(money * MINOR, 1);
  const { navAbove0 } = check.book(limit.navPlace);
  if (navAbove0 > 0) out.setStatistic(money * MINOR, navAbove0);
  else setMissingNav(check, limit, out);
}

/** A threshold in the internal scale as base currency at a horizon of one day. */
export function moneyOfThreshold(check: Check, limit: CompiledLimit, threshold: number): number {
  const scale = limit.isMoney ? 1 : (check.book(limit.navPlace).nav ?? NaN);
  return (threshold * scale) / MINOR / Math.sqrt(limit.params.horizonDays);
}
