import { normalCdf } from './normal.ts';

/** A likelihood ratio and the probability of one as large when the model is right. */
export interface LikelihoodTest {
  readonly statistic: number;
  readonly pValue: number;
}

/** Kupiec's test of x exceptions in n sessions against their probability; 0 ln 0 is 0. */
export function kupiecTest(x: number, n: number, probability: number): LikelihoodTest {
  const statistic = ratioOf(logLikelihood(x, n - x, x / n) - logLikelihood(x, n - x, probability));
  return { statistic, pValue: chiSquareTail1(statistic) };
}

/** Of the counts of sessions: no exception then none, none then one, one then none, one then one. */
export function independenceTest([n00, n01, n10, n11]: readonly [
  number,
  number,
  number,
  number,
]): LikelihoodTest {
  const pairs = n00 + n01 + n10 + n11;
  const after = (hits: number, misses: number): number => logLikelihood(hits, misses, hits / (hits + misses));
  const together = logLikelihood(n01 + n11, n00 + n10, (n01 + n11) / pairs);
  const statistic = ratioOf(after(n01, n00) + after(n11, n10) - together);
  return { statistic, pValue: chiSquareTail1(statistic) };
}

/** hits ln p + misses ln(1-p), a count of 0 adding nothing whatever p is. */
function logLikelihood(hits: number, misses: number, p: number): number {
  return (hits === 0 ? 0 : hits * Math.log(p)) + (misses === 0 ? 0 : misses * Math.log1p(-p));
}

/** Twice the gain, not below the 0 that rounding may miss. */
const ratioOf = (gain: number): number => Math.max(0, 2 * gain);

/** Probability that a chi-square of 1 degree of freedom exceeds x >= 0: 2 Phi(-sqrt(x)). */
export const chiSquareTail1 = (x: number): number => 2 * normalCdf(-Math.sqrt(x));

/** The same of 2 degrees of freedom: exp(-x/2). */
export const chiSquareTail2 = (x: number): number => Math.exp(-x / 2);
