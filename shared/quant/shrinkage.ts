export interface Shrinkage {
  /** Weight of mu*I in the shrunk matrix, 0 to 1. */
  readonly shrinkage: number;
  /** Mean variance, trace/symbols. */
  readonly mu: number;
}

/**
 * Ledoit-Wolf weight b2/d2 of the target mu*I for S = X X', X the centred returns divided by sqrt(T),
 * symbol-major (symbols*T): d2 = |S - mu I|^2, b2 = sum |x_t x_t' - S|^2 / T^2, not above d2 (Frobenius norms).
 * No symbols, one symbol or returns that do not move give a shrinkage of 0.
 * The smaller of S and its T*T counterpart is formed, so the cost is symbols*T*min(symbols, T)/2.
 * @source O. Ledoit, M. Wolf, A Well-Conditioned Estimator for Large-Dimensional Covariance Matrices (2004), 3.2-3.3.
 */
export function computeShrinkage(scaled: Float64Array, symbols: number, T: number): Shrinkage {
  if (symbols === 0) return { shrinkage: 0, mu: 0 };
  const lengths = squaredLengths(scaled, symbols, T);
  let trace = 0;
  let fourth = 0;
  for (const square of lengths) {
    trace += square;
    fourth += square * square;
  }
  const mu = trace / symbols;
  const norm = symbols <= T ? normBySymbols(scaled, symbols, T) : normBySessions(scaled, symbols, T);
  const distance = norm - symbols * mu * mu;
  // lengths are |x_t|^2/T, so sum |x_t|^4 / T^2 is `fourth`.
  const dispersion = Math.min(fourth - norm / T, distance);
  return { shrinkage: distance > 0 && dispersion > 0 ? dispersion / distance : 0, mu };
}

function squaredLengths(scaled: Float64Array, symbols: number, T: number): Float64Array {
  const out = new Float64Array(T);
  for (let s = 0; s < symbols; s++) {
    for (let t = 0; t < T; t++) out[t] = (out[t] as number) + (scaled[s * T + t] as number) ** 2;
  }
  return out;
}

/** |X X'|^2, an inner product a pair of symbols. */
function normBySymbols(scaled: Float64Array, symbols: number, T: number): number {
  let norm = 0;
  for (let a = 0; a < symbols; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let t = 0; t < T; t++) product += (scaled[a * T + t] as number) * (scaled[b * T + t] as number);
      norm += (a === b ? 1 : 2) * product * product;
    }
  }
  return norm;
}

/** |X'X|^2, which is the same number: one outer product a symbol into a T*T triangle. */
function normBySessions(scaled: Float64Array, symbols: number, T: number): number {
  const gram = new Float64Array(T * T);
  for (let s = 0; s < symbols; s++) {
    for (let t = 0; t < T; t++) {
      const x = scaled[s * T + t] as number;
      const row = t * T;
      for (let u = 0; u <= t; u++)
        gram[row + u] = (gram[row + u] as number) + x * (scaled[s * T + u] as number);
    }
  }
  let norm = 0;
  for (let t = 0; t < T; t++) {
    for (let u = 0; u <= t; u++) norm += (u === t ? 1 : 2) * (gram[t * T + u] as number) ** 2;
  }
  return norm;
}
