/**
 * Sums of rounded products that do not depend on the order in which they are added, taken away or exchanged: each
 * product is split into a multiple of 2^-10 and a rest on a grid of 2^-50, and sums of either are exact in float64.
 * The same terms therefore give the same bits, however the sum came about, so that a decision can be made again later.
 * Exact while terms stay below 2^41 and sums below 2^42 (trillions of a base currency), over at most 16,384 terms.
 * @source Demmel, Nguyen, Fast Reproducible Floating-Point Summation, 2013 (pre-rounding to fixed grids).
 */

/** Adding and taking away 1.5 * 2^52 grid steps rounds to the grid. */
const TO_HIGH_GRID = 1.5 * 2 ** 42;
const TO_LOW_GRID = 1.5 * 2 ** 2;

/** One sum an entry: what was added, on the high and on the low grid. */
export interface ExactSums {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

export const createExactSums = (count: number): ExactSums => ({
  high: new Float64Array(count),
  low: new Float64Array(count),
});

/**
 * For every t < T: takes out the term from*r[rOffset+t] and puts in to*r[rOffset+t]. A factor of 0 is no term.
 * A term that is not finite makes its sum NaN for good.
 */
export function exchangeTerms(
  { high, low }: ExactSums,
  from: number,
  to: number,
  r: Float64Array,
  rOffset: number,
  T: number,
): void {
  for (let t = 0; t < T; t++) {
    const value = r[rOffset + t] as number;
    const out = from * value;
    const into = to * value;
    const outHigh = out + TO_HIGH_GRID - TO_HIGH_GRID;
    const intoHigh = into + TO_HIGH_GRID - TO_HIGH_GRID;
    high[t] = (high[t] as number) + (intoHigh - outHigh);
    const outLow = out - outHigh + TO_LOW_GRID - TO_LOW_GRID;
    const intoLow = into - intoHigh + TO_LOW_GRID - TO_LOW_GRID;
    low[t] = (low[t] as number) + (intoLow - outLow);
  }
}

/** out[t] = the sum, rounded once; out has T entries. */
export function readSums({ high, low }: ExactSums, out: Float64Array): void {
  for (let t = 0; t < out.length; t++) out[t] = (high[t] as number) + (low[t] as number);
}

/** The sum at t, rounded once, if the term `out` were taken out and `into` put in; the sums stay as they are. */
export function sumExchanged({ high, low }: ExactSums, t: number, out: number, into: number): number {
  const outHigh = out + TO_HIGH_GRID - TO_HIGH_GRID;
  const intoHigh = into + TO_HIGH_GRID - TO_HIGH_GRID;
  const outLow = out - outHigh + TO_LOW_GRID - TO_LOW_GRID;
  const intoLow = into - intoHigh + TO_LOW_GRID - TO_LOW_GRID;
  return (high[t] as number) + (intoHigh - outHigh) + ((low[t] as number) + (intoLow - outLow));
}
