/** Rows and columns of a block, as in shared/quant/matrix-kernels.ts. */
const BLOCK: usize = 64;

/** Rows and columns whose products are summed in registers: eight sums, four rows and two columns fit into sixteen. */
const TALL: usize = 4;
const WIDE: usize = 2;

const VECTOR_BYTES: usize = 16;

export function rankK64(rows: usize, n: usize, stride: usize, padded: usize, out: usize, ticket: usize): i32 {
  return rankK<f64>(rows, n, stride << 3, padded << 3, out, ticket);
}

export function rankK32(rows: usize, n: usize, stride: usize, padded: usize, out: usize, ticket: usize): i32 {
  return rankK<f32>(rows, n, stride << 2, padded << 2, out, ticket);
}

function rankK<F>(rows: usize, n: usize, stride: usize, padded: usize, out: usize, ticket: usize): i32 {
  const across = (n + BLOCK - 1) / BLOCK;
  let done = 0;
  while (true) {
    let row: usize = 0;
    let column: usize = atomic.add<i32>(ticket, 1);
    while (row < across && column >= across - row) {
      column -= across - row;
      row++;
    }
    if (row == across) return done;
    column += row;
    const rowEnd = min(n, (row + 1) * BLOCK);
    const columnEnd = min(n, (column + 1) * BLOCK);
    for (let i = row * BLOCK; i < rowEnd; i += TALL) {
      for (let j = max(i, column * BLOCK); j < columnEnd; j += WIDE) {
        const b = rows + (j & ~(TALL - 1)) * stride + (j & (TALL - 1)) * VECTOR_BYTES;
        multiplyRows<F>(rows + i * stride, b, padded, i, j, n, out);
      }
    }
    done++;
  }
}

/** The products of the panel at `a` with the two rows at `b`, and of them into `out` what lies in the upper triangle. */
function multiplyRows<F>(a: usize, b: usize, padded: usize, i: usize, j: usize, n: usize, out: usize): void {
  let s00 = v128.splat<F>(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (const end = a + TALL * padded; a < end; a += TALL * VECTOR_BYTES) {
    const left = v128.load(b);
    const right = v128.load(b, VECTOR_BYTES);
    const first = v128.load(a);
    s00 = addProduct<F>(s00, first, left);
    s01 = addProduct<F>(s01, first, right);
    const second = v128.load(a, VECTOR_BYTES);
    s10 = addProduct<F>(s10, second, left);
    s11 = addProduct<F>(s11, second, right);
    const third = v128.load(a, 2 * VECTOR_BYTES);
    s20 = addProduct<F>(s20, third, left);
    s21 = addProduct<F>(s21, third, right);
    const fourth = v128.load(a, 3 * VECTOR_BYTES);
    s30 = addProduct<F>(s30, fourth, left);
    s31 = addProduct<F>(s31, fourth, right);
    b += TALL * VECTOR_BYTES;
  }
  store2<F>(out, n, i, j, s00, s01);
  store2<F>(out, n, i + 1, j, s10, s11);
  store2<F>(out, n, i + 2, j, s20, s21);
  store2<F>(out, n, i + 3, j, s30, s31);
}

/** Elements (i, j) and (i, j + 1) of the packed upper triangle, where they belong to it: never when i >= n. */
function store2<F>(out: usize, n: usize, i: usize, j: usize, left: v128, right: v128): void {
  const at = out + (i * n - ((i * (i - 1)) >> 1) + j - i) * sizeof<F>();
  if (j >= i) store<F>(at, total<F>(left));
  if (j + 1 >= i && j + 1 < n) store<F>(at, total<F>(right), sizeof<F>());
}

/** In float32, which is only shown, rounded once where the processor can: a third faster, and not the same everywhere. */
function addProduct<F>(sums: v128, left: v128, right: v128): v128 {
  if (sizeof<F>() == 8) return f64x2.add(sums, f64x2.mul(left, right));
  return f32x4.relaxed_madd(left, right, sums);
}

/** The sum over a register's lanes, the two halves first. */
function total<F>(sums: v128): F {
  if (sizeof<F>() == 8) return <F>(f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  const halves = f32x4.add(sums, v128.shuffle<f32>(sums, sums, 2, 3, 0, 1));
  return <F>(f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1));
}
