import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import { Measure } from '../measure.ts';
import { moneyOfThreshold, setRisk } from '../market/risk-money.ts';
import { exposuresOf, lineAfter, lineIsKnown, slopeOf } from './exposure-after.ts';

const unused = new Measure();

/** The absolute sum of the limit's line over NAV; missing as `input` where a holding has no number. */
export function measureAbsoluteExposure(
  check: Check,
  limit: CompiledLimit,
  input: string,
  out: Measure,
): void {
  const sums = exposuresOf(check, limit, out);
  if (sums === null || !lineIsKnown(check, limit, sums, limit.line, input, out)) return;
  setRisk(check, limit, Math.abs(lineAfter(check, limit, sums, limit.line)), out);
}

/** Where |a + b*n| leaves the threshold: it is convex, so that what is within before the ticket is left once. */
export function absoluteExposureCrossing(check: Check, limit: CompiledLimit, threshold: number): number {
  const { exposures: set, line } = limit;
  const sums = exposuresOf(check, limit, unused);
  if (sums === null || set === null || line < 0) return NaN;
  const { quantity } = check;
  const slope = slopeOf(check, set, line, true);
  if (slope === 0) return Infinity;
  const start = lineAfter(check, limit, sums, line) - slope * quantity;
  return (moneyOfThreshold(check, limit, threshold) - Math.sign(slope) * start) / Math.abs(slope);
}
