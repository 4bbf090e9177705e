/** An exact fraction; the denominator is positive. Only what shorthand arithmetic needs. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ratio = (numerator: bigint, denominator = 1n): Ratio =>
  denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };

export const addRatios = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiplyRatios = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.numerator, a.denominator * b.denominator);

/** null: division by zero. */
export const divideRatios = (a: Ratio, b: Ratio): Ratio | null =>
  b.numerator === 0n ? null : ratio(a.numerator * b.denominator, a.denominator * b.numerator);

export const negateRatio = (a: Ratio): Ratio => ratio(-a.numerator, a.denominator);

/** The nearest whole number at or below. */
export function floorRatio(a: Ratio): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator % a.denominator < 0n ? quotient - 1n : quotient;
}
