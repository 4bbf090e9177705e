import { signOf } from '#shared/domain/exact.ts';

/** What a measure is: see Measure. */
export type MeasureKind = 'EXACT' | 'APPROXIMATE' | 'STATISTIC' | 'MISSING' | 'NOT_APPLICABLE';

/**
 * What a control measured at one quantity. EXACT: (a*b)/(c*d) of safe integers with c*d > 0. APPROXIMATE: the same
 * within 2^-40 relative, where the control can also give the two integers as BigInt. STATISTIC: a float64.
 * One object is reused for every measurement; nothing is allocated.
 */
export class Measure {
  kind: MeasureKind = 'MISSING';
  /** (a*b)/(c*d) as float64, in the control's internal scale; NaN when there is none. */
  value = NaN;
  a = NaN;
  b = NaN;
  c = NaN;
  d = NaN;
  /** Input that is missing, when MISSING, and which. */
  input = '';
  detail = '';

  /** A whole number: money in minor units, a scaled quantity, a count. */
  setWhole(a: number): void {
    this.setRatio(a, 1);
  }

  /**
   * The exact ratio a/c of integers, c > 0; one that is not a number or not exact in float64 becomes MISSING: the range is
   * exceeded.
   */
  setRatio(a: number, c: number): void {
    // A comparison with NaN is false, so that a number that is none ends here too.
    if (Math.abs(a) <= Number.MAX_SAFE_INTEGER && c > 0 && c <= Number.MAX_SAFE_INTEGER) {
      this.kind = 'EXACT';
      this.value = a / c;
      this.a = a;
      this.b = 1;
      this.c = c;
      this.d = 1;
    } else this.#setOutOfRange();
  }

  /** The exact value a*b/(c*d) of integers with c*d > 0, as `setRatio`. */
  setExact(a: number, c: number, b: number, d: number): void {
    const largest = Math.max(Math.abs(a), Math.abs(b), c, d);
    if (largest <= Number.MAX_SAFE_INTEGER && c > 0 && d > 0) {
      this.kind = 'EXACT';
      this.value = (a * b) / (c * d);
      this.a = a;
      this.b = b;
      this.c = c;
      this.d = d;
    } else this.#setOutOfRange();
  }

  /** a/c where `a` is within 2^-43 of an integer that measureExactly gives; NaN becomes MISSING. */
  setApproximate(a: number, c: number): void {
    this.setStatistic(a, c);
    if (this.kind === 'STATISTIC') this.kind = 'APPROXIMATE';
  }

  /** A statistic a/c; anything that is not finite becomes MISSING, never a pass. */
  setStatistic(a: number, c: number): void {
    const value = a / c;
    if (Math.abs(value) < Infinity) {
      this.kind = 'STATISTIC';
      this.value = value;
      this.a = a;
      this.b = 1;
      this.c = c;
      this.d = 1;
    } else this.setMissing('statistic', 'not a finite number');
  }

  setMissing(input: string, detail: string): void {
    this.kind = 'MISSING';
    this.value = NaN;
    this.input = input;
    this.detail = detail;
  }

  setNotApplicable(): void {
    this.kind = 'NOT_APPLICABLE';
    this.value = NaN;
  }

  #setOutOfRange(): void {
    this.setMissing('range', 'a sum is larger than 2^53');
  }
}

/** A limit value as a ratio of safe integers, and the same as float64. */
export interface Threshold {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number;
}

/**
 * True when the float64 alone says that the value is on the allowed side of `bound` (below it, or above it for a
 * minimum); false when it is beyond, or too near to tell.
 */
export function isClearlyWithin(m: Measure, bound: number, minimum: boolean): boolean {
  const room = minimum ? m.value - bound : bound - m.value;
  return room > APPROXIMATE_ERROR * (Math.abs(m.value) + Math.abs(bound));
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
  // Whole numbers, as counts are: their difference has the right sign, however it is rounded.
  if (m.b * m.c * m.d === 1 && threshold.denominator === 1) return wholeSign(m.a - threshold.numerator);
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

const wholeSign = (value: number): -1 | 0 | 1 => (value > 0 ? 1 : value < 0 ? -1 : 0);

function errorOf(kind: Measure['kind']): number {
  return kind === 'EXACT' ? EXACT_ERROR : kind === 'APPROXIMATE' ? APPROXIMATE_ERROR : 0;
}
