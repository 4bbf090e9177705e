/**
 * Kernels of the check on every ticket: nothing is allocated, buffers are the caller's and may be longer than T.
 * The book's scenario P&L p and a symbol's returns r give the P&L after an order of `delta` money: p + delta*r.
 * VaR and shortfall of the result come from `largestLosses` with the ranks of `confidence.ts`.
 */

/** out[t] = p[t] + delta * r[rOffset + t] for t < T. out may be p. */
export function addScaled(
  out: Float64Array,
  p: Float64Array,
  delta: number,
  r: Float64Array,
  rOffset: number,
  T: number,
): void {
  for (let t = 0; t < T; t++) out[t] = (p[t] as number) + delta * (r[rOffset + t] as number);
}

/**
 * Sample variance (ddof 1, mean removed) of p + delta*r over T scenarios, by two passes over the sum itself:
 * a perfect hedge gives 0 and not the dust of var(p) + 2*delta*cov + delta^2*var(r). NaN for T < 2; NaN in, NaN out.
 */
export function varianceAfter(
  p: Float64Array,
  delta: number,
  r: Float64Array,
  rOffset: number,
  T: number,
): number {
  // Two sums at once, of the even and the odd scenarios: one alone would wait for its own last addition.
  const even = T - (T % 2);
  let sum = T === even ? 0 : (p[even] as number) + delta * (r[rOffset + even] as number);
  let other = 0;
  for (let t = 0; t < even; t += 2) {
    sum += (p[t] as number) + delta * (r[rOffset + t] as number);
    other += (p[t + 1] as number) + delta * (r[rOffset + t + 1] as number);
  }
  const mean = (sum + other) / T;
  let squares = T === even ? 0 : ((p[even] as number) + delta * (r[rOffset + even] as number) - mean) ** 2;
  other = 0;
  for (let t = 0; t < even; t += 2) {
    const a = (p[t] as number) + delta * (r[rOffset + t] as number) - mean;
    const b = (p[t + 1] as number) + delta * (r[rOffset + t + 1] as number) - mean;
    squares += a * a;
    other += b * b;
  }
  return T < 2 ? NaN : (squares + other) / (T - 1);
}

/**
 * Sum of a[t] * b[bOffset + t] over t < T. With `a` less its mean it is T - 1 times the sample covariance of the two:
 * the mean of b falls out.
 */
export function dotProduct(a: Float64Array, b: Float64Array, bOffset: number, T: number): number {
  // Four sums at once: one alone would wait for its own last addition.
  const whole = T - (T % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let t = 0; t < whole; t += 4) {
    s0 += (a[t] as number) * (b[bOffset + t] as number);
    s1 += (a[t + 1] as number) * (b[bOffset + t + 1] as number);
    s2 += (a[t + 2] as number) * (b[bOffset + t + 2] as number);
    s3 += (a[t + 3] as number) * (b[bOffset + t + 3] as number);
  }
  for (let t = whole; t < T; t++) s0 += (a[t] as number) * (b[bOffset + t] as number);
  return s0 + s1 + (s2 + s3);
}

/**
 * Sample covariance (ddof 1, means removed, two passes) of p and r[rOffset ..] over T scenarios.
 * NaN for T < 2; NaN in, NaN out.
 */
export function covarianceOf(p: Float64Array, r: Float64Array, rOffset: number, T: number): number {
  let sumP = 0;
  let sumR = 0;
  for (let t = 0; t < T; t++) {
    sumP += p[t] as number;
    sumR += r[rOffset + t] as number;
  }
  const meanP = sumP / T;
  const meanR = sumR / T;
  let cross = 0;
  for (let t = 0; t < T; t++) cross += ((p[t] as number) - meanP) * ((r[rOffset + t] as number) - meanR);
  return T < 2 ? NaN : cross / (T - 1);
}
