import type { CovarianceFactor } from '#shared/quant/covariance.ts';
import { solveMinVariance } from '#shared/quant/sizing/bounded-min-variance.ts';
import { solveEqualRisk } from '#shared/quant/sizing/equal-risk.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { median } from '../statistics.ts';
import { toReport, type BenchReport } from '../report.ts';

const ROUNDS = 15;
const SESSIONS = 252;

/** The two solvers over names that move with one market; the medians of 15 rounds. */
export function runSizing(names = 500): BenchReport {
  const factor = factorOf(names, SESSIONS);
  const figures = {
    names,
    riskParityMillis: millisOf(() => void solveEqualRisk(factor)),
    minVarianceMillis: millisOf(() => void solveMinVariance(factor, 0.05)),
  };
  return toReport(
    'sizing',
    figures,
    [],
    [`Risk parity to 1e-10 and minimum variance with a cap of 5 % to 1e-9, ${SESSIONS} sessions.`],
  );
}

function millisOf(run: () => void): number {
  return median(
    Array.from({ length: ROUNDS }, () => {
      const started = performance.now();
      run();
      return performance.now() - started;
    }),
  );
}

/** Returns of names with betas around 1, symbol-major. */
function returnsOf(names: number, T: number): Float64Array {
  const random = new SeededRandom(7);
  const move = (): number => (random.fraction() + random.fraction() + random.fraction() - 1.5) * 0.02;
  const market = Float64Array.from({ length: T }, move);
  const betas = Float64Array.from({ length: names }, () => 0.5 + random.fraction());
  return Float64Array.from(
    { length: names * T },
    (_, i) => (betas[Math.floor(i / T)] as number) * (market[i % T] as number) + move(),
  );
}

const factorOf = (names: number, T: number): CovarianceFactor => ({
  symbols: names,
  T,
  scaled: returnsOf(names, T).map((value) => value / Math.sqrt(T - 1)),
  ridge: 0,
});
