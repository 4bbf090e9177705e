import { signOf } from '#shared/domain/exact.ts';

/**
 * What a control measured at one quantity. EXACT: (a*b)/(c*d) of safe integers with c*d > 0. APPROXIMATE: the same
 * within 2^-40 relative, where the control can also give the two integers as BigInt. STATISTIC: a float64.
 * One object is reused for every measurement; nothing is allocated.
 */
export interface Measure {
  kind: 'EXACT' | 'APPROXIMATE' | 'STATISTIC' | 'MISSING' | 'NOT_APPLICABLE';
  /** (a*b)/(c*d) as float64, in the control's internal scale; NaN when there is none. */
  value: number;
  a: number;
  b: number;
  c: number;
  d: number;
  /** Input that is missing, when MISSING, and which. */
  input: string;
  detail: string;
}

export function createMeasure(): Measure {
  return { kind: 'MISSING', value: NaN, a: NaN, b: NaN, c: NaN, d: NaN, input: '', detail: '' };
}

/**
 * Sets an exact value a*b/(c*d) of integers; one that is not a number or not exact in float64 becomes MISSING, as does
 * a denominator of 0: the range is exceeded.
 */
export function setExact(out: Measure, a: number, c = 1, b = 1, d = 1): void {
  const value = (a * b) / (c * d);
  const largest = Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  // A comparison with NaN is false, so that a number that is none ends here too.
  if (!(largest <= Number.MAX_SAFE_INTEGER && Math.abs(value) < Infinity)) {
    setMissing(out, 'range', 'a sum is larger than 2^53');
    return;
  }
  out.kind = 'EXACT';
  out.value = value;
  out.a = a;
  out.b = b;
  out.c = c;
  out.d = d;
}

/** Sets a/c where `a` is within 2^-43 of an integer that measureExactly gives; NaN becomes MISSING. */
export function setApproximate(out: Measure, a: number, c: number): void {
  setStatistic(out, a, c);
  if (out.kind === 'STATISTIC') out.kind = 'APPROXIMATE';
}

/** Sets a statistic numerator/denominator; anything that is not finite becomes MISSING, never a pass. */
export function setStatistic(out: Measure, numerator: number, denominator = 1): void {
  const value = numerator / denominator;
  if (!(Math.abs(value) < Infinity)) {
    setMissing(out, 'statistic', 'not a finite number');
    return;
  }
  out.kind = 'STATISTIC';
  out.value = value;
  out.a = numerator;
  out.b = 1;
  out.c = denominator;
  out.d = 1;
}

export function setMissing(out: Measure, input: string, detail: string): void {
  out.kind = 'MISSING';
  out.value = NaN;
  out.input = input;
  out.detail = detail;
}

export function setNotApplicable(out: Measure): void {
  out.kind = 'NOT_APPLICABLE';
  out.value = NaN;
}

/** A limit value as a ratio of safe integers, and the same as float64. */
export interface Threshold {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number;
}

/** An EXACT value has at most three roundings, a threshold one; 2^-48 covers their 2^-51 with room. */
const EXACT_ERROR = 2 ** -48;
const APPROXIMATE_ERROR = 2 ** -38;

/**
 * Sign of value - threshold. The float64 values decide unless they are nearer than their error, where BigInt does:
 * never wrong for EXACT; for APPROXIMATE null when it is too near to tell; as computed for a STATISTIC.
 * Must not be called for MISSING or NOT_APPLICABLE.
 */
export function compareToThreshold(m: Measure, threshold: Threshold): -1 | 0 | 1 | null {
  const difference = m.value - threshold.value;
  const bound = errorOf(m.kind) * (Math.abs(m.value) + Math.abs(threshold.value));
  if (difference > bound) return 1;
  if (difference < -bound) return -1;
  if (m.kind === 'STATISTIC') return 0;
  if (m.kind !== 'EXACT') return null;
  return signOf(
    BigInt(m.a) * BigInt(m.b) * BigInt(threshold.denominator) -
      BigInt(m.c) * BigInt(m.d) * BigInt(threshold.numerator),
  );
}

/** Sign of x - y for two measures of the same kind of control; null when BigInt of an APPROXIMATE one must tell. */
export function compareMeasures(x: Measure, y: Measure): -1 | 0 | 1 | null {
  const difference = x.value - y.value;
  const bound = Math.max(errorOf(x.kind), errorOf(y.kind)) * (Math.abs(x.value) + Math.abs(y.value));
  if (difference > bound) return 1;
  if (difference < -bound) return -1;
  if (x.kind !== 'EXACT' || y.kind !== 'EXACT') return null;
  return signOf(
    BigInt(x.a) * BigInt(x.b) * BigInt(y.c) * BigInt(y.d) -
      BigInt(y.a) * BigInt(y.b) * BigInt(x.c) * BigInt(x.d),
  );
}

function errorOf(kind: Measure['kind']): number {
  return kind === 'EXACT' ? EXACT_ERROR : kind === 'APPROXIMATE' ? APPROXIMATE_ERROR : 0;
}
