/** So many of the smallest values are kept by insertion, without anything being allocated; for more all are sorted. */
const FEW = 64;
const smallest = new Float64Array(FEW);

/**
 * Linear quantile of the values (numpy's default): position q*(n-1) in ascending order, interpolated.
 * `q` in [0, 1]. Null for no values; NaN in, NaN out. Meant for short series such as 20 volumes.
 * @source R. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages (1996), definition 7.
 */
export function linearQuantile(values: ArrayLike<number>, q: number): number | null {
  const n = values.length;
  if (n === 0) return null;
  const position = q * (n - 1);
  const index = Math.min(Math.floor(position), n - 1);
  const above = Math.min(index + 1, n - 1);
  const sorted = above < FEW ? leastOf(values, above + 1) : sortedOf(values);
  if (sorted === null) return NaN;
  const lower = sorted[index] as number;
  const upper = sorted[above] as number;
  const weight = position - index;
  return weight < 0.5 ? lower + (upper - lower) * weight : upper - (upper - lower) * (1 - weight);
}

/** The `count` smallest values, ascending, in a buffer that the next call fills again; null when one is NaN. */
function leastOf(values: ArrayLike<number>, count: number): Float64Array | null {
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value !== value) return null;
    if (size === count && value >= (smallest[size - 1] as number)) continue;
    let at = size < count ? size++ : size - 1;
    for (; at > 0 && (smallest[at - 1] as number) > value; at--) smallest[at] = smallest[at - 1] as number;
    smallest[at] = value;
  }
  return smallest;
}

/** All of them ascending; null when one is NaN, which a sort puts last. */
function sortedOf(values: ArrayLike<number>): Float64Array | null {
  const sorted = Float64Array.from(values).sort();
  return Number.isNaN(sorted[sorted.length - 1]) ? null : sorted;
}
