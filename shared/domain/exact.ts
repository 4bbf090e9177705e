/**
 * Exact arithmetic at float64 speed: compute in floating point with a proven error bound, and only when the
 * answer lies inside the bound repeat it with BigInt.
 * @source Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997.
 */

/** Each of the at most six roundings of a product of four adds 2^-53 relative; 2^-49 covers them with room. */
const RELATIVE_ERROR = 2 ** -49;

/**
 * Sign of a*b - c*d for integers held exactly in float64; never wrong, whatever their size.
 * Returns -1, 0 or 1; every argument must be a safe integer.
 */
export function compareProducts(a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const left = a * b;
  const right = c * d;
  const difference = left - right;
  const bound = (Math.abs(left) + Math.abs(right)) * RELATIVE_ERROR;
  if (difference > bound) return 1;
  if (difference < -bound) return -1;
  return signOf(BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d));
}

export function signOf(value: bigint): -1 | 0 | 1 {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** Quotient rounded half to even; `denominator` > 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  let quotient = magnitude / denominator;
  const twiceRest = 2n * (magnitude % denominator);
  if (twiceRest > denominator || (twiceRest === denominator && (quotient & 1n) === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}
