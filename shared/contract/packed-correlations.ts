const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const STEPS = 2_047;
const UNKNOWN = 4_095;

/**
 * The upper triangle without its diagonal of n symbols as text, row by row, two of 64 digits a pair: round((rho + 1)*2047),
 * 4095 where there is none. Off by at most 0.00025. `correlation` gives each pair, null where it is not defined.
 */
export function packCorrelations(n: number, correlation: (a: number, b: number) => number | null): string {
  const rows = Array.from({ length: n }, (_, a) => {
    let row = '';
    for (let b = a + 1; b < n; b++) {
      const rho = correlation(a, b);
      const code = rho === null ? UNKNOWN : Math.round((Math.max(-1, Math.min(1, rho)) + 1) * STEPS);
      row += (DIGITS[code >> 6] as string) + (DIGITS[code & 63] as string);
    }
    return row;
  });
  return rows.join('');
}

/** The same as numbers, NaN where there is none, n*n row-major with a diagonal of 1. RangeError for a text of another n. */
export function unpackCorrelations(n: number, packed: string): Float32Array {
  if (packed.length !== n * (n - 1)) throw new RangeError(`not the correlations of ${n} symbols`);
  const out = new Float32Array(n * n);
  let at = 0;
  for (let a = 0; a < n; a++) {
    out[a * n + a] = 1;
    for (let b = a + 1; b < n; b++, at += 2) {
      const code = (DIGITS.indexOf(packed[at] as string) << 6) | DIGITS.indexOf(packed[at + 1] as string);
      const rho = code === UNKNOWN ? NaN : code / STEPS - 1;
      out[a * n + b] = rho;
      out[b * n + a] = rho;
    }
  }
  return out;
}
