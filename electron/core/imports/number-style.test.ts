import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from '#shared/domain/decimal.ts';
import { decideDecimal, noNumberEvidence, noteNumber } from './number-evidence.ts';
import { isMissing, plainDecimal, readNumber, type DecimalMark } from './number-style.ts';

describe('readNumber', () => {
  it.each<[text: string, mark: DecimalMark, places: number, value: number | string]>([
    ['12.5', '.', 2, 1_250],
    ['-12.5', '.', 2, -1_250],
    ['+12.5', '.', 2, 1_250],
    ['12,5', ',', 2, 1_250],
    ['1,234,567.25', '.', 2, 123_456_725],
    ['1.234.567,25', ',', 2, 123_456_725],
    ["1'234'567.25", '.', 2, 123_456_725],
    ['1 234 567,25', ',', 2, 123_456_725],
    ['1\u00a0234\u202f567,25', ',', 2, 123_456_725],
    ['(16,058)', '.', 0, -16_058],
    ['16058-', '.', 0, -16_058],
    ['\u2212 7', '.', 0, -7],
    ['$149.45', '.', 2, 14_945],
    ['-$149.45', '.', 2, -14_945],
    ['($149.45)', '.', 2, -14_945],
    ['149,45 €', ',', 2, 14_945],
    ['USD 1,000', '.', 0, 1_000],
    [' 44528320 ', '.', 6, 44_528_320_000_000],
    ['4.4528320000000000E+07', '.', 6, 44_528_320_000_000],
    ['1e-2', '.', 2, 1],
    ['-0', '.', 2, 0],
    ['.5', '.', 2, 50],
    ['5.', '.', 2, 500],
    ['0.1250', '.', 3, 125],
    ['90071992547.40991', '.', 5, Number.MAX_SAFE_INTEGER],
    ['90071992547.40992', '.', 5, 'TOO_LARGE'],
    ['1e400', '.', 8, 'TOO_LARGE'],
    ['0.1251', '.', 3, 'TOO_PRECISE'],
    ['12.3.4', '.', 8, 'NOT_A_NUMBER'],
    ['1,23,456', '.', 0, 'NOT_A_NUMBER'],
    ['12.5', ',', 2, 'NOT_A_NUMBER'],
    ['--5', '.', 0, 'NOT_A_NUMBER'],
    ['(-5)', '.', 0, 'NOT_A_NUMBER'],
    ['5%', '.', 0, 'NOT_A_NUMBER'],
    ['Infinity', '.', 0, 'NOT_A_NUMBER'],
    ['0x10', '.', 0, 'NOT_A_NUMBER'],
    ['twelve', '.', 0, 'NOT_A_NUMBER'],
    ['$', '.', 0, 'NOT_A_NUMBER'],
    ['#DIV/0!', '.', 0, 'NOT_A_NUMBER'],
  ])('reads %j with mark %s at %i places as %s', (text, mark, places, value) => {
    expect(readNumber(text, mark, places)).toBe(value);
  });

  it.each(['', ' ', 'NA', 'N/A', 'n.a.', 'null', '-', '--', '#N/A', 'NaN', 'None'])(
    'takes %j as missing',
    (text) => {
      expect(readNumber(text, '.', 2)).toBe('MISSING');
      expect(isMissing(text)).toBe(true);
    },
  );

  it('agrees with the exact parser on every plain decimal, fast path or not', () => {
    const digits = fc.stringMatching(/^-?\d{1,17}(\.\d{0,10})?$/);
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 8 }), (text, places) => {
        expect(readNumber(text, '.', places)).toBe(parseDecimal(text, places));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads what it writes plainly, in either style', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 8 }), (value, places) => {
        const text = formatDecimal(value, places);
        expect(readNumber(text, '.', places)).toBe(value === 0 ? 0 : value);
        expect(readNumber(text.replace('.', ','), ',', places)).toBe(value === 0 ? 0 : value);
        expect(plainDecimal(text, '.')).toBe(text);
      }),
    );
  });
});

describe('decideDecimal', () => {
  const decide = (values: string[], convention: DecimalMark | null = null) => {
    const evidence = noNumberEvidence();
    for (const value of values) noteNumber(evidence, 'price', value);
    return decideDecimal(evidence, convention);
  };

  it.each<[values: string[], mark: DecimalMark | null, why: string]>([
    [['1,234.5'], '.', 'the last of two marks is the decimal one'],
    [['1.234,5'], ',', 'the last of two marks is the decimal one'],
    [['1,234,567'], '.', 'a mark that stands twice is no decimal mark'],
    [['1.234.567'], ',', 'a mark that stands twice is no decimal mark'],
    [['12,5'], ',', 'thousands have three digits'],
    [['0,125'], ',', 'no thousands after a leading zero'],
    [['1234,567'], ',', 'no thousands after four digits'],
    [['1.234', '5.5'], '.', 'other cells decide'],
    [['4.4528320000000000E+07'], '.', 'a mantissa has a decimal mark'],
    [['1.234'], null, 'either'],
    [['1,234', '(5,678)'], null, 'either'],
    [['1,5', '1.5'], null, 'the column contradicts itself'],
    [['7', 'NA', ''], '.', 'no mark anywhere'],
    [['12.3.4', 'abc'], '.', 'no numbers anywhere'],
  ])('%j is %s: %s', (values, mark) => {
    expect(decide(values)).toBe(mark);
  });

  it('follows the convention of the delimiter where nothing else decides', () => {
    expect(decide(['1,234'], '.')).toBe('.');
    expect(decide(['1,5'], '.')).toBe(',');
  });

  it('lets twenty cells outweigh a typing error, and no fewer', () => {
    const cells = (count: number) => Array.from({ length: count }, () => '1.5');
    expect(decide([...cells(21), '1,5'])).toBe('.');
    expect(decide([...cells(20), '1,5'])).toBe(null);
  });
});
