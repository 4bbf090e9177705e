import { compareProducts, compareTripleProducts, signOf } from '#shared/domain/exact.ts';

/**
 * What a control measured at one quantity. EXACT: (a*b)/(c*d) of safe integers with c*d > 0. APPROXIMATE: the same
 * within 2^-40 relative, where the control can also give the two integers as BigInt. STATISTIC: a float64.
 * One object is reused for every measurement; nothing is allocated.
 */
export interface Measure {
  kind: 'EXACT' | 'APPROXIMATE' | 'STATISTIC' | 'MISSING' | 'NOT_APPLICABLE';
  a: number;
  b: number;
  c: number;
  d: number;
  /** Input that is missing, when MISSING, and which. */
  input: string;
  detail: string;
}

export function createMeasure(): Measure {
  return { kind: 'MISSING', a: 0, b: 1, c: 1, d: 1, input: '', detail: '' };
}

/** Sets an exact value a*b/(c*d); not a safe integer anywhere becomes MISSING: the range is exceeded. */
export function setExact(out: Measure, a: number, c = 1, b = 1, d = 1): void {
  if (
    !Number.isSafeInteger(a) ||
    !Number.isSafeInteger(c) ||
    !Number.isSafeInteger(b) ||
    !Number.isSafeInteger(d)
  ) {
    setMissing(out, 'range', 'a sum is larger than 2^53');
    return;
  }
  out.kind = 'EXACT';
  out.a = a;
  out.b = b;
  out.c = c;
  out.d = d;
}

/** Sets a statistic numerator/denominator; anything that is not finite becomes MISSING, never a pass. */
export function setStatistic(out: Measure, numerator: number, denominator = 1): void {
  if (!Number.isFinite(numerator / denominator)) {
    setMissing(out, 'statistic', 'not a finite number');
    return;
  }
  out.kind = 'STATISTIC';
  out.a = numerator;
  out.b = 1;
  out.c = denominator;
  out.d = 1;
}

export function setMissing(out: Measure, input: string, detail: string): void {
  out.kind = 'MISSING';
  out.input = input;
  out.detail = detail;
}

export function setNotApplicable(out: Measure): void {
  out.kind = 'NOT_APPLICABLE';
}

/** Float64 of the measured value in the control's internal scale. */
export const measuredValue = (m: Measure): number => (m.a * m.b) / (m.c * m.d);

/** A limit value as a ratio of safe integers, and the same as float64. */
export interface Threshold {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number;
}

const APPROXIMATION = 2 ** -38;

/**
 * Sign of value - threshold. Exact for EXACT; for APPROXIMATE null when it is too near to tell; as computed for a
 * STATISTIC. Must not be called for MISSING or NOT_APPLICABLE.
 */
export function compareToThreshold(m: Measure, threshold: Threshold): -1 | 0 | 1 | null {
  if (m.kind === 'EXACT') {
    return m.b === 1 && m.d === 1
      ? compareProducts(m.a, threshold.denominator, m.c, threshold.numerator)
      : compareTripleProducts(m.a, m.b, threshold.denominator, m.c, m.d, threshold.numerator);
  }
  const value = measuredValue(m);
  if (m.kind === 'STATISTIC') return value > threshold.value ? 1 : value < threshold.value ? -1 : 0;
  return signOfApproximate(value, threshold.value);
}

/** Sign of x - y for two measures of which one at least is APPROXIMATE; null when they are too near to tell. */
export const compareApproximately = (x: Measure, y: Measure): -1 | 1 | null =>
  signOfApproximate(measuredValue(x), measuredValue(y));

function signOfApproximate(x: number, y: number): -1 | 1 | null {
  if (!(Math.abs(x - y) > APPROXIMATION * (Math.abs(x) + Math.abs(y)))) return null;
  return x > y ? 1 : -1;
}

/** Sign of x - y for two EXACT measures. */
export function compareMeasures(x: Measure, y: Measure): -1 | 0 | 1 {
  if (x.c === y.c && x.d === y.d) return compareProducts(x.a, x.b, y.a, y.b);
  return signOf(
    BigInt(x.a) * BigInt(x.b) * BigInt(y.c) * BigInt(y.d) -
      BigInt(y.a) * BigInt(y.b) * BigInt(x.c) * BigInt(x.d),
  );
}
