const VECTOR_BYTES: usize = 16;

/** One row after the other: a single stream through the memory, which is what a product of this size waits for. */
export function multiply(
  rows: usize,
  n: usize,
  stride: usize,
  padded: usize,
  vector: usize,
  out: usize,
): void {
  const whole = (padded & ~7) << 3;
  for (let i: usize = 0; i < n; i++) {
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let row = rows + i * (stride << 3);
    let at = vector;
    for (const end = vector + whole; at < end; at += 4 * VECTOR_BYTES) {
      s0 = addProduct(s0, v128.load(row), v128.load(at));
      s1 = addProduct(s1, v128.load(row, VECTOR_BYTES), v128.load(at, VECTOR_BYTES));
      s2 = addProduct(s2, v128.load(row, 2 * VECTOR_BYTES), v128.load(at, 2 * VECTOR_BYTES));
      s3 = addProduct(s3, v128.load(row, 3 * VECTOR_BYTES), v128.load(at, 3 * VECTOR_BYTES));
      row += 4 * VECTOR_BYTES;
    }
    if (padded & 4) {
      s0 = addProduct(s0, v128.load(row), v128.load(at));
      s1 = addProduct(s1, v128.load(row, VECTOR_BYTES), v128.load(at, VECTOR_BYTES));
    }
    const sums = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
    store<f64>(out + (i << 3), f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  }
}

export function weightedSum(
  rows: usize,
  n: usize,
  stride: usize,
  padded: usize,
  weights: usize,
  out: usize,
): void {
  memory.fill(out, 0, padded << 3);
  for (let i: usize = 0; i < n; i++) {
    const row = rows + i * (stride << 3);
    const weight = f64x2.splat(load<f64>(weights + (i << 3)));
    for (let t: usize = 0; t < padded << 3; t += VECTOR_BYTES) {
      const sum = addProduct(v128.load(out + t), weight, v128.load(row + t));
      v128.store(out + t, sum);
    }
  }
}

function addProduct(sums: v128, left: v128, right: v128): v128 {
  return f64x2.add(sums, f64x2.mul(left, right));
}
