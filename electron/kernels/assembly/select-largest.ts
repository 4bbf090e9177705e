export function selectLargest(values: usize, length: usize, out: usize, k: usize): f64 {
  memory.copy(out, values, k << 3);
  for (let at = k >> 1; at > 0;) sink(out, --at, k);
  for (let i: usize = 0; i < length; i++) {
    const value = load<f64>(values + (i << 3));
    if (value != value) return fillWithNaN(out, k);
    if (i < k || value <= load<f64>(out)) continue;
    store<f64>(out, value);
    sink(out, 0, k);
  }
  for (let end = k - 1; end > 0; end--) {
    const least = load<f64>(out);
    store<f64>(out, load<f64>(out + (end << 3)));
    store<f64>(out + (end << 3), least);
    sink(out, 0, end);
  }
  let sum: f64 = 0;
  for (let i: usize = 0; i < k; i++) sum += load<f64>(out + (i << 3));
  return sum;
}

/** Lets the value at `from` sink below every lesser one in the heap of the first `size` entries. */
function sink(heap: usize, from: usize, size: usize): void {
  const value = load<f64>(heap + (from << 3));
  let at = from;
  for (let child = at * 2 + 1; child < size; child = at * 2 + 1) {
    if (child + 1 < size && load<f64>(heap + (child << 3), 8) < load<f64>(heap + (child << 3))) child++;
    if (load<f64>(heap + (child << 3)) >= value) break;
    store<f64>(heap + (at << 3), load<f64>(heap + (child << 3)));
    at = child;
  }
  store<f64>(heap + (at << 3), value);
}

function fillWithNaN(out: usize, k: usize): f64 {
  for (let i: usize = 0; i < k; i++) store<f64>(out + (i << 3), NaN);
  return NaN;
}
