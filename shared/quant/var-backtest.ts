import { chiSquareTail2, independenceTest, kupiecTest, type LikelihoodTest } from './coverage-tests.ts';
import { binomialCdf, trafficLight, type TrafficLight } from './traffic-light.ts';

export interface VarBacktest {
  readonly observations: number;
  /** Sessions whose loss was above the VaR forecast for them; one at it is none. */
  readonly exceptions: number;
  readonly expected: number;
  /** Kupiec's proportion of failures, 1 degree of freedom. */
  readonly coverage: LikelihoodTest;
  /** Christoffersen's independence of one session from the next, 1 degree of freedom. */
  readonly independence: LikelihoodTest;
  /** Both: the sum of the statistics, 2 degrees of freedom. */
  readonly conditionalCoverage: LikelihoodTest;
  readonly zone: TrafficLight;
  /** Probability of at most so many exceptions. */
  readonly cumulative: number;
}

/**
 * Tests VaR forecasts against what came: `pnl` and `forecasts` (a loss is positive) of the same sessions, oldest first.
 * Null without a session or with a number that is not finite. Throws a RangeError for a confidence outside (0, 1).
 * @source P. Kupiec, Techniques for Verifying the Accuracy of Risk Measurement Models, J. Derivatives 3 (1995);
 * P. Christoffersen, Evaluating Interval Forecasts, Int. Econ. Rev. 39 (1998).
 */
export function backtestVar(
  pnl: Float64Array,
  forecasts: Float64Array,
  confidence: number,
): VarBacktest | null {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence ${confidence} is not between 0 and 1`);
  const n = pnl.length;
  const failed = pnl.map((value, t) => (-value > (forecasts[t] as number) ? 1 : 0));
  if (n === 0 || forecasts.length !== n || !allFinite(pnl) || !allFinite(forecasts)) return null;
  const exceptions = failed.reduce((sum, one) => sum + one, 0);
  const probability = 1 - confidence;
  const coverage = kupiecTest(exceptions, n, probability);
  const independence = christoffersenTest(failed);
  const both = coverage.statistic + independence.statistic;
  const cumulative = binomialCdf(exceptions, n, probability);
  return {
    observations: n,
    exceptions,
    expected: n * probability,
    coverage,
    independence,
    conditionalCoverage: { statistic: both, pValue: chiSquareTail2(both) },
    zone: trafficLight(exceptions, n, probability),
    cumulative,
  };
}

const allFinite = (values: Float64Array): boolean => values.every((value) => Number.isFinite(value));

/** Of a series of 0 and 1; a series without a pair of sessions, or with no exception before the last, has 0. */
function christoffersenTest(failed: Float64Array): LikelihoodTest {
  const counts = [0, 0, 0, 0];
  for (let t = 1; t < failed.length; t++) {
    const kind = 2 * (failed[t - 1] as number) + (failed[t] as number);
    counts[kind] = (counts[kind] as number) + 1;
  }
  return independenceTest(counts as [number, number, number, number]);
}
