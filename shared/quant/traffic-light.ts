export type TrafficLight = 'GREEN' | 'YELLOW' | 'RED';

/** Probability of at most x successes in n trials, 0 < p < 1. Summed in logarithms, so that no n underflows. */
export function binomialCdf(x: number, n: number, p: number): number {
  const odds = Math.log(p) - Math.log1p(-p);
  let log = n * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let k = 1; k <= Math.min(x, n); k++) {
    log += Math.log((n - k + 1) / k) + odds;
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/**
 * The zone of x exceptions in n sessions: yellow from where at most x have a probability of 95 %, red from 99.99 %.
 * At 250 sessions and 1 % green ends at 4 and yellow at 9.
 * @source Basel Committee, Supervisory framework for the use of backtesting (January 1996).
 */
export function trafficLight(x: number, n: number, p: number): TrafficLight {
  const cumulative = binomialCdf(x, n, p);
  if (cumulative < 0.95) return 'GREEN';
  return cumulative < 0.9999 ? 'YELLOW' : 'RED';
}
