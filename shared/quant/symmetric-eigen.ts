export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** Row-major n*n; row j is the unit vector of values[j]. */
  readonly vectors: Float64Array;
}

/** QL steps for one eigenvalue; two or three are usual. */
const MOST_STEPS = 60;

/**
 * Eigenvalues and vectors of a symmetric matrix (row-major n*n, the lower triangle is read): Householder's reduction
 * to a tridiagonal, then implicit QL steps with Wilkinson's shift. Absolute error near 1e-15 of the largest value.
 * O(n^3). Null for an entry that is not finite, or when one value takes more than 60 steps.
 * @source G. Golub, C. Van Loan, Matrix Computations, 4th ed., 8.3; A. Dubrulle, R. Martin, J. Wilkinson, The
 * Implicit QL Algorithm, Numer. Math. 12 (1968).
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen | null {
  const peak = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(peak < Infinity)) return null;
  const scale = peak === 0 ? 1 : peak;
  const a = matrix.map((value) => value / scale);
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const vectors = tridiagonalise(a, n, diagonal, beside);
  if (!diagonalise(vectors, n, diagonal, beside)) return null;
  return inOrder(vectors, n, diagonal, scale);
}

/**
 * Fills the tridiagonal T = Q'AQ, beside[k] between k and k+1, and returns Q transposed. Destroys a, of which each
 * row keeps its reflection I - vv', v of squared length 2.
 */
function tridiagonalise(
  a: Float64Array,
  n: number,
  diagonal: Float64Array,
  beside: Float64Array,
): Float64Array {
  const product = new Float64Array(n);
  for (let k = n - 1; k > 0; k--) {
    const v = a.subarray(k * n, k * n + k);
    diagonal[k] = a[k * n + k] as number;
    const last = v[k - 1] as number;
    let square = 0;
    for (let j = 0; j < k; j++) square += (v[j] as number) ** 2;
    const alpha = last > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    beside[k - 1] = alpha;
    const length = Math.sqrt(square - last * alpha);
    if (length === 0) continue;
    v[k - 1] = last - alpha;
    for (let j = 0; j < k; j++) v[j] = (v[j] as number) / length;
    reflectBlock(a, n, v, product);
  }
  if (n > 0) diagonal[0] = a[0] as number;
  return productOfReflections(a, n);
}

/** Lower triangle of the leading block := H block H, H = I - vv'. */
function reflectBlock(a: Float64Array, n: number, v: Float64Array, product: Float64Array): void {
  const k = v.length;
  product.fill(0, 0, k);
  for (let i = 0; i < k; i++) {
    let sum = (a[i * n + i] as number) * (v[i] as number);
    for (let j = 0; j < i; j++) {
      sum += (a[i * n + j] as number) * (v[j] as number);
      product[j] = (product[j] as number) + (a[i * n + j] as number) * (v[i] as number);
    }
    product[i] = (product[i] as number) + sum;
  }
  let half = 0;
  for (let i = 0; i < k; i++) half += ((v[i] as number) * (product[i] as number)) / 2;
  for (let i = 0; i < k; i++) product[i] = (product[i] as number) - half * (v[i] as number);
  for (let i = 0; i < k; i++) {
    const [x, y] = [v[i] as number, product[i] as number];
    for (let j = 0; j <= i; j++) {
      a[i * n + j] = (a[i * n + j] as number) - x * (product[j] as number) - y * (v[j] as number);
    }
  }
}

function productOfReflections(a: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  for (let k = 1; k < n; k++) {
    const v = a.subarray(k * n, k * n + k);
    for (let i = 0; i < k; i++) {
      let dot = 0;
      for (let j = 0; j < k; j++) dot += (out[i * n + j] as number) * (v[j] as number);
      for (let j = 0; j < k; j++) out[i * n + j] = (out[i * n + j] as number) - dot * (v[j] as number);
    }
  }
  return out;
}

/** Turns `diagonal` into the eigenvalues and the rows of `vectors` into their vectors; false when it takes too long. */
function diagonalise(
  vectors: Float64Array,
  n: number,
  diagonal: Float64Array,
  beside: Float64Array,
): boolean {
  let size = 0;
  for (let i = 0; i < n; i++)
    size = Math.max(size, Math.abs(diagonal[i] as number) + Math.abs(beside[i] as number));
  const negligible = Number.EPSILON * size;
  for (let low = 0; low < n; low++) {
    for (let step = 0; ; step++) {
      let high = low;
      while (high < n - 1 && Math.abs(beside[high] as number) > negligible) high++;
      if (high === low) break;
      if (step === MOST_STEPS) return false;
      sweep(vectors, n, diagonal, beside, low, high);
    }
  }
  return true;
}

/** One implicit QL step on low..high: plane rotations from the bottom up that chase the bulge of the shift. */
function sweep(
  vectors: Float64Array,
  n: number,
  diagonal: Float64Array,
  beside: Float64Array,
  low: number,
  high: number,
): void {
  const coupling = beside[low] as number;
  const gap = ((diagonal[low + 1] as number) - (diagonal[low] as number)) / (2 * coupling);
  const root = Math.sqrt(gap * gap + 1);
  let bulge =
    (diagonal[high] as number) - (diagonal[low] as number) + coupling / (gap + (gap < 0 ? -root : root));
  let [sine, cosine, moved] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const across = sine * (beside[i] as number);
    const along = cosine * (beside[i] as number);
    const length = Math.sqrt(across * across + bulge * bulge);
    beside[i + 1] = length;
    if (length === 0) {
      diagonal[i + 1] = (diagonal[i + 1] as number) - moved;
      beside[high] = 0;
      return;
    }
    sine = across / length;
    cosine = bulge / length;
    const rest = (diagonal[i + 1] as number) - moved;
    const turned = ((diagonal[i] as number) - rest) * sine + 2 * cosine * along;
    moved = sine * turned;
    diagonal[i + 1] = rest + moved;
    bulge = cosine * turned - along;
    rotateRows(vectors, n, i, sine, cosine);
  }
  diagonal[low] = (diagonal[low] as number) - moved;
  beside[low] = bulge;
  beside[high] = 0;
}

function rotateRows(vectors: Float64Array, n: number, i: number, sine: number, cosine: number): void {
  const at = i * n;
  for (let j = at; j < at + n; j++) {
    const [x, y] = [vectors[j] as number, vectors[j + n] as number];
    vectors[j] = cosine * x - sine * y;
    vectors[j + n] = sine * x + cosine * y;
  }
}

function inOrder(vectors: Float64Array, n: number, diagonal: Float64Array, scale: number): SymmetricEigen {
  const order = Uint32Array.from(diagonal, (_, i) => i).sort(
    (a, b) => (diagonal[a] as number) - (diagonal[b] as number),
  );
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (i) => (diagonal[i] as number) * scale), vectors: sorted };
}
