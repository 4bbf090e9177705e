/** As in shared/quant/typescript-kernels.ts. */
const CONSTANT: f64 = 1e-12;

const VECTOR_BYTES: usize = 16;

export function standardise64(
  returns: usize,
  n: usize,
  T: usize,
  rows: usize,
  stride: usize,
  padded: usize,
): void {
  standardise<f64>(returns, n, T, rows, stride, padded);
}

export function standardise32(
  returns: usize,
  n: usize,
  T: usize,
  rows: usize,
  stride: usize,
  padded: usize,
): void {
  standardise<f32>(returns, n, T, rows, stride, padded);
}

function standardise<F>(returns: usize, n: usize, T: usize, rows: usize, stride: usize, padded: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const from = returns + ((i * T) << 3);
    const to = rows + (i & ~3) * stride * sizeof<F>() + (i & 3) * VECTOR_BYTES;
    const peak = largest(from, T);
    const mean = sum(from, T) / <f64>T;
    const scale = 1 / peak;
    const squares = sumOfSquares(from, T, mean, scale);
    const factor = squares > <f64>T * CONSTANT * CONSTANT ? scale / sqrt<f64>(squares) : NaN;
    for (let t: usize = 0; t < T; t++) {
      store<F>(to + inPanel<F>(t), <F>((load<f64>(from + (t << 3)) - mean) * factor));
    }
    for (let t = T; t < padded; t++) store<F>(to + inPanel<F>(t), 0);
  }
}

/** Bytes from a row's first element to element t: the vectors of the panel's four rows come by turns. */
function inPanel<F>(t: usize): usize {
  const bytes = t * sizeof<F>();
  return 4 * (bytes & ~(VECTOR_BYTES - 1)) + (bytes & (VECTOR_BYTES - 1));
}

/** The largest size. What is not a number may be passed over here: the sum then is none, and so is the row. */
function largest(from: usize, T: usize): f64 {
  let peaks = f64x2.splat(0);
  const end = from + ((T & ~1) << 3);
  for (; from < end; from += 16) peaks = f64x2.pmax(peaks, f64x2.abs(v128.load(from)));
  const peak = max<f64>(f64x2.extract_lane(peaks, 0), f64x2.extract_lane(peaks, 1));
  return T & 1 ? max<f64>(peak, abs<f64>(load<f64>(end))) : peak;
}

function sum(from: usize, T: usize): f64 {
  let sums = f64x2.splat(0);
  const end = from + ((T & ~1) << 3);
  for (; from < end; from += 16) sums = f64x2.add(sums, v128.load(from));
  const even = f64x2.extract_lane(sums, 0);
  return (T & 1 ? even + load<f64>(end) : even) + f64x2.extract_lane(sums, 1);
}

function sumOfSquares(from: usize, T: usize, mean: f64, scale: f64): f64 {
  const means = f64x2.splat(mean);
  const scales = f64x2.splat(scale);
  let sums = f64x2.splat(0);
  const end = from + ((T & ~1) << 3);
  for (; from < end; from += 16) {
    const scaled = f64x2.mul(f64x2.sub(v128.load(from), means), scales);
    sums = f64x2.add(sums, f64x2.mul(scaled, scaled));
  }
  const even = f64x2.extract_lane(sums, 0);
  const odd = f64x2.extract_lane(sums, 1);
  if (!(T & 1)) return even + odd;
  const last = (load<f64>(end) - mean) * scale;
  return even + last * last + odd;
}
