const VECTOR_BYTES: usize = 16;

export function multiply(
  rows: usize,
  n: usize,
  stride: usize,
  padded: usize,
  vector: usize,
  out: usize,
): void {
  const bytes = stride << 3;
  for (let i: usize = 0; i < n; i += 4) {
    const row = rows + i * bytes;
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let t: usize = 0; t < padded << 3; t += VECTOR_BYTES) {
      const elements = v128.load(vector + t);
      s0 = f64x2.add(s0, f64x2.mul(v128.load(row + t), elements));
      s1 = f64x2.add(s1, f64x2.mul(v128.load(row + bytes + t), elements));
      s2 = f64x2.add(s2, f64x2.mul(v128.load(row + 2 * bytes + t), elements));
      s3 = f64x2.add(s3, f64x2.mul(v128.load(row + 3 * bytes + t), elements));
    }
    const at = out + (i << 3);
    store<f64>(at, total(s0));
    if (i + 1 < n) store<f64>(at, total(s1), 8);
    if (i + 2 < n) store<f64>(at, total(s2), 16);
    if (i + 3 < n) store<f64>(at, total(s3), 24);
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
      const sum = f64x2.add(v128.load(out + t), f64x2.mul(weight, v128.load(row + t)));
      v128.store(out + t, sum);
    }
  }
}

function total(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
