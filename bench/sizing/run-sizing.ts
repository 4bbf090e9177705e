import type { CovarianceFactor } from '#shared/quant/covariance.ts';
import { solveMinVariance } from '#shared/quant/sizing/bounded-min-variance.ts';
import { solveEqualRisk } from '#shared/quant/sizing/equal-risk.ts';
import {
  computeIncrementalVars,
  sizeByIncrementalVar,
  type IncrementalVarBatch,
} from '#shared/quant/sizing/incremental-var-batch.ts';
import { sampleVariance } from '#shared/quant/moments.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { median } from '../statistics.ts';
import { toReport, type BenchReport } from '../report.ts';

const ROUNDS = 15;
const SYMBOLS = 5_000;
const Z = 2.3263478740408408;

/** What-if VaR of one order in a batch, a batch of sizes, and the two solvers; the medians of 15 rounds. */
export function runSizing(orders = 5_000, names = 500): BenchReport {
  const short = batchOf(orders, 252);
  const long = batchOf(orders, 1_000);
  const quantities = new Float64Array(orders).fill(100);
  const budgets = new Float64Array(orders).fill(25_000);
  const out = new Float64Array(orders);
  const factor = factorOf(names, 252);
  const perOrder = (run: () => void): number => (1e3 * millisOf(run)) / orders;
  const figures = {
    orders,
    names,
    incrementalMicros252: perOrder(() => computeIncrementalVars(short, quantities, out)),
    incrementalMicros1000: perOrder(() => computeIncrementalVars(long, quantities, out)),
    batchMillis252: millisOf(() => sizeByIncrementalVar(short, budgets, out)),
    riskParityMillis: millisOf(() => void solveEqualRisk(factor)),
    minVarianceMillis: millisOf(() => void solveMinVariance(factor, 0.05)),
  };
  return toReport(
    'sizing',
    figures,
    [
      ['incrementalMicros252', '<=', 5],
      ['incrementalMicros1000', '<=', 12],
    ],
    [
      `${SYMBOLS} symbols that move with one market; each is ordered once, against one book.`,
      'The solvers: risk parity to 1e-10 and minimum variance with a cap of 5 % to 1e-9, 252 sessions.',
    ],
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

function batchOf(orders: number, T: number): IncrementalVarBatch {
  const returns = returnsOf(SYMBOLS, T);
  return {
    pnl: returns.slice(0, T).map((value) => value * 1e8),
    returns,
    variances: Float64Array.from({ length: SYMBOLS }, (_, row) => sampleVariance(returns, row * T, T) ?? NaN),
    rows: Int32Array.from({ length: orders }, (_, i) => (i * 7) % SYMBOLS),
    unitValues: Float64Array.from({ length: orders }, (_, i) => (i % 2 === 0 ? 50 : -80)),
    z: Z,
  };
}

const factorOf = (names: number, T: number): CovarianceFactor => ({
  symbols: names,
  T,
  scaled: returnsOf(names, T).map((value) => value / Math.sqrt(T - 1)),
  ridge: 0,
});
