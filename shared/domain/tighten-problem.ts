import type { TightenRule } from './limit.ts';

const MOST_POINTS = 64;
const PLACES = 1_000_000;

/** What is wrong with a rule that tightens a limit, in words; '' when nothing is. */
export function findTightenProblem({ points }: TightenRule): string {
  if (points.length === 0 || points.length > MOST_POINTS) {
    return `params.tighten has ${points.length} points, not 1 to ${MOST_POINTS}`;
  }
  let before: readonly [number, number] | undefined;
  for (const [x, factor] of points) {
    if (!Number.isFinite(x)) return `params.tighten: ${x} is not a value of the metric`;
    if (!(factor >= 0 && factor <= 1)) {
      return `params.tighten: factor ${factor} at ${x} is not from 0 to 1: it could loosen`;
    }
    if (Math.abs(Math.round(factor * PLACES) - factor * PLACES) > 1e-6) {
      return `params.tighten: factor ${factor} has more than six decimals`;
    }
    if (before !== undefined && x <= before[0])
      return `params.tighten: ${x} does not come after ${before[0]}`;
    if (before !== undefined && factor > before[1]) {
      return `params.tighten: factor ${factor} at ${x} is above that before it: a worse day would loosen`;
    }
    before = [x, factor];
  }
  return '';
}
