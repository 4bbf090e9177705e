/** Part of a diagonal entry below which its pivot is rounding. */
const SINGULAR = 1e-13;

/**
 * Overwrites the lower triangle of the symmetric n x n matrix (row-major, first n * n entries) with L, A = L L'.
 * False, and the matrix half overwritten, when it is not positive definite to rounding. NaN gives false.
 * @source G. Golub, C. Van Loan, Matrix Computations (4th ed.), algorithm 4.2.1.
 */
export function factorise(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = a[i * n + j] as number;
      let value = entry;
      for (let k = 0; k < j; k++) value -= (a[i * n + k] as number) * (a[j * n + k] as number);
      if (i !== j) a[i * n + j] = value / (a[j * n + j] as number);
      else if (value > SINGULAR * entry) a[i * n + i] = Math.sqrt(value);
      else return false;
    }
  }
  return true;
}

/** Overwrites b with the solution of L L' x = b. */
export function solveFactorised(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let value = b[i] as number;
    for (let k = 0; k < i; k++) value -= (l[i * n + k] as number) * (b[k] as number);
    b[i] = value / (l[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = b[i] as number;
    for (let k = i + 1; k < n; k++) value -= (l[k * n + i] as number) * (b[k] as number);
    b[i] = value / (l[i * n + i] as number);
  }
}
