/**
 * Linear quantile of the values (numpy's default): position q*(n-1) in ascending order, interpolated.
 * `q` in [0, 1]. Null for no values; NaN in, NaN out. Sorts a copy: meant for short series such as 20 volumes.
 * @source R. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages (1996), definition 7.
 */
export function linearQuantile(values: ArrayLike<number>, q: number): number | null {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) return null;
  if (Number.isNaN(sorted[n - 1])) return NaN;
  const position = q * (n - 1);
  const index = Math.min(Math.floor(position), n - 1);
  const lower = sorted[index] as number;
  const upper = sorted[Math.min(index + 1, n - 1)] as number;
  const weight = position - index;
  return weight < 0.5 ? lower + (upper - lower) * weight : upper - (upper - lower) * (1 - weight);
}
