/** Closes of one symbol, dates ascending as whole numbers (20171110 or days since an epoch) and without repeats. */
export interface PriceSeries {
  readonly dates: ArrayLike<number>;
  readonly closes: ArrayLike<number>;
}

const isClose = (close: number | undefined): close is number =>
  close !== undefined && close > 0 && close < Infinity;

/**
 * The sessions up to and including `asOf`: the dates on which the index has a usable close (finite, above 0).
 */
export function sessionsOf(index: PriceSeries, asOf: number): Int32Array {
  const out: number[] = [];
  for (let i = 0; i < index.dates.length; i++) {
    const date = index.dates[i] as number;
    if (date <= asOf && isClose(index.closes[i])) out.push(date);
  }
  return Int32Array.from(out);
}

/**
 * Simple returns C_t/C_{t-1} - 1 of a symbol on the sessions: out[j] is the return from session first+j to
 * first+j+1, for j < count, and NaN where either close is missing or unusable; a gap is never bridged.
 * Dates that are no session are passed over. Returns how many are missing.
 */
export function calendarReturns(
  sessions: Int32Array,
  series: PriceSeries,
  first: number,
  count: number,
  out: Float64Array,
): number {
  let at = firstNotBefore(series.dates, sessions[first] ?? Infinity);
  let previous = NaN;
  let missing = 0;
  for (let j = -1; j < count; j++) {
    const session = sessions[first + j + 1] as number;
    while (at < series.dates.length && (series.dates[at] as number) < session) at++;
    const found = series.dates[at] === session ? series.closes[at] : undefined;
    const close = isClose(found) ? found : NaN;
    if (j >= 0) {
      const value = close / previous - 1;
      out[j] = value;
      if (Number.isNaN(value)) missing++;
    }
    previous = close;
  }
  return missing;
}

function firstNotBefore(dates: ArrayLike<number>, date: number): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dates[middle] as number) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}
