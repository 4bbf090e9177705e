import { assertLength } from './matrix-kernels.ts';

/**
 * Writes the out.length largest values, largest first, and returns their sum in that order; see `MatrixKernels`.
 * One pass over a heap of what is largest so far, its least on top: O(n + m log k), m the values that enter it.
 */
export function selectLargest(values: Float64Array, out: Float64Array): number {
  const k = out.length;
  if (k === 0) throw new RangeError('Nothing to select');
  assertLength('values', values, k);
  out.set(values.subarray(0, k));
  for (let at = (k >> 1) - 1; at >= 0; at--) sink(out, at, k);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value !== value) return out.fill(NaN)[0] as number;
    if (i < k || value <= (out[0] as number)) continue;
    out[0] = value;
    sink(out, 0, k);
  }
  for (let end = k - 1; end > 0; end--) {
    const least = out[0] as number;
    out[0] = out[end] as number;
    out[end] = least;
    sink(out, 0, end);
  }
  let sum = 0;
  for (let i = 0; i < k; i++) sum += out[i] as number;
  return sum;
}

/** Lets the value at `from` sink below every lesser one in the heap of the first `size` entries. */
function sink(heap: Float64Array, from: number, size: number): void {
  const value = heap[from] as number;
  let at = from;
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child++;
    if ((heap[child] as number) >= value) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = value;
}
