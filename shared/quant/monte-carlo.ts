import { tailCount, varRankFromWorst } from './confidence.ts';
import { projectBook, type CovarianceFactor, type Span } from './covariance.ts';
import { largestLosses, meanOfWorst } from './largest-losses.ts';
import { standardNormals } from './standard-normals.ts';

export interface MonteCarloOptions {
  /** A whole number, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** Whole, 1 to 10 million. */
  readonly draws: number;
  /** Of the multivariate t, whole and above 2; null: normal. */
  readonly degreesOfFreedom: number | null;
}

/** What is needed to make the same numbers again, to the bit, is in it. */
export interface MonteCarloRisk extends MonteCarloOptions {
  readonly generator: 'philox4x32-10';
  readonly valueAtRisk: number;
  /** Of the simulated VaR; null where too few draws lie beyond it. */
  readonly valueAtRiskError: number | null;
  readonly expectedShortfall: number;
  readonly expectedShortfallError: number | null;
}

const MOST_DRAWS = 10_000_000;

const SYMBOL_STREAM = 0;
const MIXING_STREAM = 1;

/**
 * One-session P&L of the book e (money, one a symbol) in each draw, length `draws`, zero mean: z'(X'e), z independent
 * standard normals, one a session of the factor, which has covariance e'XX'e without any symbols x symbols matrix; a
 * ridge adds one normal a symbol. With degrees of freedom n, z is scaled by sqrt((n-2)/chi2_n) of the draw: a
 * multivariate t with the same covariance. The draw's numbers depend on the seed alone (common random numbers): the
 * P&L of a sum of books is the sum of their P&L. NaN in, NaN out.
 */
export function simulatePnl(
  factor: CovarianceFactor,
  book: Float64Array,
  { seed, draws, degreesOfFreedom }: MonteCarloOptions,
): Float64Array {
  const out = new Float64Array(draws);
  simulateDraws(loadingsOf(factor, book), { seed, degreesOfFreedom }, out, { from: 0, to: draws });
  return out;
}

/** The draws from..to of `simulatePnl` of a book given as its loadings X'e, to the bit; out holds all of them. */
export function simulateDraws(
  loadings: Float64Array,
  { seed, degreesOfFreedom }: Omit<MonteCarloOptions, 'draws'>,
  out: Float64Array,
  { from, to }: Span,
): void {
  const z = new Float64Array(Math.max(loadings.length, degreesOfFreedom ?? 0));
  for (let draw = from; draw < to; draw++) {
    let scale = 1;
    if (degreesOfFreedom !== null) {
      standardNormals({ seed, stream: MIXING_STREAM }, draw, degreesOfFreedom, z);
      let chiSquare = 0;
      for (let i = 0; i < degreesOfFreedom; i++) chiSquare += (z[i] as number) ** 2;
      scale = Math.sqrt((degreesOfFreedom - 2) / chiSquare);
    }
    standardNormals({ seed, stream: SYMBOL_STREAM }, draw, loadings.length, z);
    let pnl = 0;
    for (let i = 0; i < loadings.length; i++) pnl += (loadings[i] as number) * (z[i] as number);
    out[draw] = pnl * scale;
  }
}

function loadingsOf(factor: CovarianceFactor, book: Float64Array): Float64Array {
  const projected = projectBook(factor, book);
  if (factor.ridge === 0) return projected;
  const root = Math.sqrt(factor.ridge);
  const out = new Float64Array(projected.length + book.length);
  out.set(projected);
  book.forEach((amount, s) => (out[projected.length + s] = amount * root));
  return out;
}

/**
 * Monte Carlo VaR and expected shortfall of the book at one session; multiply by sqrt(h) for a horizon. Quantile and
 * tail as in `computeHistoricalRisk`. The standard error of VaR is half the distance of the losses one binomial
 * deviation sqrt(n c (1-c)) of ranks to either side; that of ES sqrt((var(tail) + c (ES-VaR)^2) / (n (1-c))).
 * Throws a RangeError for a confidence outside (0, 1) or options outside their range.
 * @source M. Siddiqui, Distribution of Quantiles in Samples from a Bivariate Population (1960);
 * B. Manistre, G. Hancock, Variance of the CTE Estimator, N. Am. Actuarial J. 9 (2005).
 */
export function computeMonteCarloRisk(
  factor: CovarianceFactor,
  book: Float64Array,
  confidence: number,
  options: MonteCarloOptions,
): MonteCarloRisk {
  if (!isMonteCarlo(options)) throw new RangeError('options of the simulation outside their range');
  return measureDraws(simulatePnl(factor, book, options), confidence, options);
}

/** The figures of `computeMonteCarloRisk` from the P&L of every draw. */
export function measureDraws(
  pnl: Float64Array,
  confidence: number,
  options: MonteCarloOptions,
): MonteCarloRisk {
  const n = pnl.length;
  const rank = varRankFromWorst(confidence, n);
  const tail = tailCount(confidence, n);
  const spread = Math.ceil(Math.sqrt(n * confidence * (1 - confidence)));
  const losses = new Float64Array(Math.min(n, rank + spread));
  largestLosses(pnl, n, losses.length, losses);
  const valueAtRisk = losses[rank - 1] as number;
  const expectedShortfall = meanOfWorst(losses, tail);
  const isKnown = rank - spread >= 1 && rank + spread <= n;
  const wide = isKnown ? (losses[rank - spread - 1] as number) - (losses[rank + spread - 1] as number) : null;
  return {
    ...options,
    generator: 'philox4x32-10',
    valueAtRisk,
    valueAtRiskError: wide === null ? null : wide / 2,
    expectedShortfall,
    expectedShortfallError: tail < 2 ? null : shortfallError(losses, tail, valueAtRisk, confidence, n),
  };
}

function shortfallError(
  losses: Float64Array,
  tail: number,
  valueAtRisk: number,
  confidence: number,
  n: number,
): number {
  const mean = meanOfWorst(losses, tail);
  let squares = 0;
  for (let i = 0; i < tail; i++) squares += ((losses[i] as number) - mean) ** 2;
  const variance = squares / (tail - 1) + confidence * (mean - valueAtRisk) ** 2;
  return Math.sqrt(variance / (n * (1 - confidence)));
}

/** Whether the options are within their ranges. */
export function isMonteCarlo({ seed, draws, degreesOfFreedom }: MonteCarloOptions): boolean {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) return false;
  if (!(Number.isInteger(draws) && draws >= 1 && draws <= MOST_DRAWS)) return false;
  return degreesOfFreedom === null || (Number.isInteger(degreesOfFreedom) && degreesOfFreedom > 2);
}
