import { createBreakpointHeap } from '#shared/quant/breakpoint-heap.ts';
import { firstExceeding, largestNotExceeding, type ExceedanceProblem } from '#shared/quant/exceedance.ts';
import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { BookScenario } from '../views.ts';
import { unitScenario } from './scenario-after.ts';

const heap = createBreakpointHeap(5_000);

function problemOf(
  check: Check,
  limit: CompiledLimit,
  scenario: BookScenario,
  money: number,
): ExceedanceProblem {
  return {
    p: scenario.p,
    s: unitScenario(check, scenario),
    T: scenario.set.T,
    rank: limit.tail.rankFromWorst,
    threshold: money,
  };
}

/** Largest real n in [0, from] whose historical VaR is within `money` (base currency, one day); -1 none. */
export const lastWithinVar = (
  check: Check,
  limit: CompiledLimit,
  scenario: BookScenario,
  money: number,
  from: number,
): number => largestNotExceeding(problemOf(check, limit, scenario, money), from, heap);

/** Real lower bound of the n >= from whose historical VaR is beyond `money`; Infinity none. */
export const firstBeyondVar = (
  check: Check,
  limit: CompiledLimit,
  scenario: BookScenario,
  money: number,
  from: number,
): number => firstExceeding(problemOf(check, limit, scenario, money), from, heap);
