import { covarianceOf, varianceAfter } from '#shared/quant/scenario.ts';
import { largestWithinVariance } from '#shared/quant/variance-boundary.ts';
import type { Check } from '../check.ts';
import type { BookScenario } from '../views.ts';
import { unitScenario } from './scenario-after.ts';

const NOTHING = new Float64Array(5_000);

/** Largest real n whose book sigma stays within `sigma` (base currency): the root of the variance's parabola. */
export function largestWithinSigma(check: Check, scenario: BookScenario, sigma: number): number {
  const { T } = scenario.set;
  const unit = unitScenario(check, scenario);
  return largestWithinVariance(
    scenario.variance,
    covarianceOf(scenario.p, unit, 0, T),
    varianceAfter(NOTHING, 1, unit, 0, T),
    sigma * sigma,
  );
}
