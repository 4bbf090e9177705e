/**
 * Overlapping h-session simple returns from one-session ones: T - h + 1 per symbol, each the compounded
 * product of h consecutive returns minus 1 (C_t/C_{t-h} - 1 when the sessions are consecutive).
 * `returns` is symbol-major, symbols*T; the result symbols*(T-h+1), empty when T < h. h = 1 is a copy.
 * Overlapping scenarios are dependent: the rank in them is not the rank of independent ones.
 */
export function computeOverlappingReturns(
  returns: Float64Array,
  symbols: number,
  T: number,
  horizonDays: number,
): Float64Array {
  if (!(Number.isInteger(horizonDays) && horizonDays >= 1)) {
    throw new RangeError(`horizon ${horizonDays} is not a whole number of days`);
  }
  const scenarios = Math.max(0, T - horizonDays + 1);
  const out = new Float64Array(symbols * scenarios);
  for (let s = 0; s < symbols; s++) {
    for (let t = 0; t < scenarios; t++) {
      let growth = 1;
      for (let i = 0; i < horizonDays; i++) growth *= 1 + (returns[s * T + t + i] as number);
      out[s * scenarios + t] = horizonDays === 1 ? (returns[s * T + t] as number) : growth - 1;
    }
  }
  return out;
}
