export interface Histogram {
  /** Lower edge of the first bin, and the width of each. */
  readonly from: number;
  readonly width: number;
  readonly counts: Int32Array;
  /** Share of the values below each bin's upper edge, the last 1. */
  readonly cumulative: Float64Array;
}

/**
 * Equal bins from the smallest value to the largest; a value on an edge counts above it, the largest in the last bin.
 * Values that are all the same have one bin of width 0. Null without a value or with one that is not finite. `bins` >= 1.
 */
export function computeHistogram(values: Float64Array, bins: number): Histogram | null {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!Number.isFinite(least) || !Number.isFinite(most)) return null;
  const width = (most - least) / bins;
  const used = width > 0 ? bins : 1;
  const counts = new Int32Array(used);
  for (const value of values) {
    const bin = width > 0 ? Math.min(used - 1, Math.floor((value - least) / width)) : 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  let sum = 0;
  const cumulative = Float64Array.from(counts, (count) => (sum += count) / values.length);
  return { from: least, width: used === 1 ? most - least : width, counts, cumulative };
}
