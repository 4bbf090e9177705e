import { describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal, toMoney, toPrice, toQuantity } from './decimal.ts';

describe('parseDecimal', () => {
  it.each([
    ['12.5', 2, 1250],
    ['-12.5', 2, -1250],
    ['+12.5', 2, 1250],
    ['.5', 2, 50],
    ['5.', 2, 500],
    ['0', 2, 0],
    ['-0.00', 2, 0],
    ['007', 0, 7],
    ['12.50000', 1, 125],
    ['1.2e3', 2, 120_000],
    ['1.25E-1', 3, 125],
    ['0e999', 2, 0],
    ['9007199254740991', 0, Number.MAX_SAFE_INTEGER],
    ['-9007199254740991', 0, -Number.MAX_SAFE_INTEGER],
    ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
  ])('%s at %d places is %d', (text, places, value) => {
    expect(parseDecimal(text, places)).toBe(value);
  });

  it.each([
    ['one digit more than the places', '12.505', 2, 'TOO_PRECISE'],
    ['a digit far below the places', '1e-300', 2, 'TOO_PRECISE'],
    ['no whole at all', '12.5', 0, 'TOO_PRECISE'],
    ['2^53', '9007199254740992', 0, 'TOO_LARGE'],
    ['2^53 with places', '90071992547409.92', 2, 'TOO_LARGE'],
    ['minus 2^53', '-9007199254740992', 0, 'TOO_LARGE'],
    ['17 digits', '10000000000000000', 0, 'TOO_LARGE'],
    ['a large exponent', '1e300', 2, 'TOO_LARGE'],
    ['nothing', '', 2, 'NOT_A_NUMBER'],
    ['a point', '.', 2, 'NOT_A_NUMBER'],
    ['a sign', '-', 2, 'NOT_A_NUMBER'],
    ['NaN', 'NaN', 2, 'NOT_A_NUMBER'],
    ['Infinity', 'Infinity', 2, 'NOT_A_NUMBER'],
    ['minus Infinity', '-Infinity', 2, 'NOT_A_NUMBER'],
    ['hex', '0x10', 2, 'NOT_A_NUMBER'],
    ['thousands', '1,000', 2, 'NOT_A_NUMBER'],
    ['a percent sign', '5%', 2, 'NOT_A_NUMBER'],
    ['spaces', ' 5', 2, 'NOT_A_NUMBER'],
    ['a line end', '5\n', 2, 'NOT_A_NUMBER'],
    ['two points', '1.2.3', 2, 'NOT_A_NUMBER'],
    ['two signs', '--5', 2, 'NOT_A_NUMBER'],
    ['an empty exponent', '5e', 2, 'NOT_A_NUMBER'],
    ['other digits', '١٢', 2, 'NOT_A_NUMBER'],
  ])('refuses %s', (_name, text, places, problem) => {
    expect(parseDecimal(text, places)).toBe(problem);
  });

  it('keeps each kind at its own scale', () => {
    expect([toQuantity('1'), toPrice('1'), toMoney('1')]).toEqual([1_000_000, 100_000_000, 100]);
    expect([toQuantity('0.0000001'), toMoney('0.001')]).toEqual(['TOO_PRECISE', 'TOO_PRECISE']);
  });
});

describe('formatDecimal', () => {
  it.each([
    [1250, 2, '12.5'],
    [-1250, 2, '-12.5'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [500, 2, '5'],
    [0, 8, '0'],
    [7, 0, '7'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91'],
  ])('%d at %d places is %s', (value, places, text) => {
    expect(formatDecimal(value, places)).toBe(text);
  });
});
