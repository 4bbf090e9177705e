import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { Rational } from './rational.ts';

describe('Rational', () => {
  it.each([
    ['0.125', 2, '0.12'],
    ['0.135', 2, '0.14'],
    ['-0.125', 2, '-0.12'],
    ['-0.135', 2, '-0.14'],
    ['0.1250001', 2, '0.13'],
    ['2.5', 0, '2'],
    ['-3.5', 0, '-4'],
    ['7e-1', 0, '1'],
    ['1.2e3', 2, '1200'],
  ])('%s at %d places rounds half-even to %s', (text, places, rounded) => {
    expect(Rational.of(text).roundHalfEven(places).toDecimal(places)).toBe(rounded);
  });

  it.each([
    ['1.29', 1, '1.2'],
    ['-1.21', 1, '-1.3'],
    ['-1.2', 1, '-1.2'],
  ])('%s at %d places is at least %s', (text, places, floored) => {
    expect(Rational.of(text).floor(places).toDecimal(places)).toBe(floored);
  });

  it.each(['', '.', '.5', 'x', '0x1', 'NaN', '1/3'])('does not read %j', (text) => {
    expect(() => Rational.of(text)).toThrow(RangeError);
  });

  it('counts as fractions do', () => {
    const part = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 12n));
    fc.assert(
      fc.property(part, part, ([a, b], [c, d]) => {
        const [x, y] = [new Rational(a, b), new Rational(c, -d)];
        expect(x.plus(y).minus(y)).toEqual(x);
        expect(x.compare(y)).toBe(0 - y.compare(x));
        expect(x.compare(y)).toBe(Math.sign(Number(x.minus(y).num)));
        if (c !== 0n) expect(x.times(y).over(y)).toEqual(x);
        expect(x.minus(x.roundHalfEven(2)).abs().compare(new Rational(1n, 200n))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('refuses a denominator of zero', () => {
    expect(() => Rational.ONE.over(Rational.ZERO)).toThrow(RangeError);
  });
});
