const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * An exact fraction of two whole numbers, in lowest terms, the denominator positive: what the naive evaluator
 * counts in, so that no scale, no float and no rounding but the prescribed ones can enter.
 */
export class Rational {
  readonly num: bigint;
  readonly den: bigint;

  constructor(num: bigint, den = 1n) {
    if (den === 0n) throw new RangeError('division by zero');
    const divisor = greatestCommonDivisor(num, den < 0n ? -den : den) * (den < 0n ? -1n : 1n);
    this.num = num / divisor;
    this.den = den / divisor;
  }

  static readonly ZERO = new Rational(0n);
  static readonly ONE = new Rational(1n);

  /** The value of a whole number of 10^-places: `scaled(1250, 2)` is 12.5. */
  static scaled(value: number, places: number): Rational {
    return new Rational(BigInt(value), 10n ** BigInt(places));
  }

  /** The value of a decimal text, or of the shortest text of a number: 0.1 is one tenth, not the float nearest it. */
  static of(decimal: string | number): Rational {
    const match = DECIMAL.exec(String(decimal));
    if (match === null) throw new RangeError(`not a decimal: ${decimal}`);
    const fraction = match[3] ?? '';
    const digits = BigInt((match[1] ?? '') + (match[2] ?? '') + fraction);
    const shift = Number(match[4] ?? 0) - fraction.length;
    return shift < 0
      ? new Rational(digits, 10n ** BigInt(-shift))
      : new Rational(digits * 10n ** BigInt(shift));
  }

  plus(other: Rational): Rational {
    return new Rational(this.num * other.den + other.num * this.den, this.den * other.den);
  }

  minus(other: Rational): Rational {
    return new Rational(this.num * other.den - other.num * this.den, this.den * other.den);
  }

  times(other: Rational): Rational {
    return new Rational(this.num * other.num, this.den * other.den);
  }

  over(other: Rational): Rational {
    return new Rational(this.num * other.den, this.den * other.num);
  }

  abs(): Rational {
    return this.num < 0n ? new Rational(-this.num, this.den) : this;
  }

  /** Negative, zero or positive as this is below, at or above the other. */
  compare(other: Rational): number {
    const difference = this.num * other.den - other.num * this.den;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  max(other: Rational): Rational {
    return this.compare(other) >= 0 ? this : other;
  }

  /** The nearest multiple of 10^-places; a tie goes to the even one. */
  roundHalfEven(places: number): Rational {
    const scale = 10n ** BigInt(places);
    const scaled = this.num * scale;
    const low = scaled >= 0n ? scaled / this.den : -((-scaled + this.den - 1n) / this.den);
    const twiceRest = 2n * (scaled - low * this.den);
    const up = twiceRest > this.den || (twiceRest === this.den && low % 2n !== 0n);
    return new Rational(up ? low + 1n : low, scale);
  }

  /** The largest multiple of 10^-places that is not above this. */
  floor(places: number): Rational {
    const scale = 10n ** BigInt(places);
    const scaled = this.num * scale;
    const low = scaled >= 0n ? scaled / this.den : -((-scaled + this.den - 1n) / this.den);
    return new Rational(low, scale);
  }

  /** Decimal text of a value that is a multiple of 10^-places, without trailing zeros. */
  toDecimal(places: number): string {
    const whole = (this.num * 10n ** BigInt(places)) / this.den;
    const digits = (whole < 0n ? -whole : whole).toString().padStart(places + 1, '0');
    const point = digits.length - places;
    const fraction = digits.slice(point).replace(/0+$/, '');
    const text = digits.slice(0, point) + (fraction === '' ? '' : `.${fraction}`);
    return this.num < 0n ? `-${text}` : text;
  }

  toNumber(): number {
    return Number(this.num) / Number(this.den);
  }
}
