/** The q-quantile (0..1) of unsorted values by nearest rank; the values are sorted in place. NaN when empty. */
export function quantile(values: Float64Array, q: number): number {
  values.sort();
  return values[Math.min(values.length - 1, Math.max(0, Math.ceil(q * values.length) - 1))] ?? NaN;
}

/** The median of a few values by nearest rank: a value that was measured, never one between two. */
export const median = (values: readonly number[]): number => quantile(Float64Array.from(values), 0.5);
