import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import { setMissing, setStatistic, type Measure } from '../measure.ts';

const MINOR = 100;

/** Sets a risk figure of base currency as money or over the NAV of the limit's scope. */
export function setRisk(check: Check, limit: CompiledLimit, money: number, out: Measure): void {
  if (limit.unit === 'MONEY') return setStatistic(out, money * MINOR);
  const { nav } = check.book(limit.navPlace);
  if (nav === null || nav <= 0)
    return setMissing(out, 'nav', nav === null ? 'a holding has no mark' : 'not positive');
  setStatistic(out, money * MINOR, nav);
}

/** A threshold in the internal scale as base currency at a horizon of one day. */
export function moneyOfThreshold(check: Check, limit: CompiledLimit, threshold: number): number {
  const scale = limit.unit === 'MONEY' ? 1 : (check.book(limit.navPlace).nav ?? NaN);
  return (threshold * scale) / MINOR / Math.sqrt(limit.params.horizonDays);
}
