import { describe, expect, it } from 'vitest';
import { formatExact, formatInUnit, formatMoney, formatQuantity } from './numbers.ts';
import { formatAge } from './times.ts';

describe('formatInUnit', () => {
  it.each([
    [0.1234, 'FRACTION', '12.34 %'],
    [0, 'FRACTION', '0.00 %'],
    [0, 'QTY', '0'],
    [1234567.891, 'MONEY', '1,234,568'],
    [-0.2, 'MONEY', '0'],
    [37.25, 'BPS', '37.3 bps'],
    [1.5, 'RATIO', '1.5000'],
    [0.00123456, 'RATIO', '0.00123'],
    [3.456, 'DAYS', '3.46 d'],
    [600, 'SECONDS', '600 s'],
    [12, 'COUNT', '12'],
    [null, 'MONEY', '–'],
    [Number.NaN, 'MONEY', '–'],
  ] as const)('%s in %s is %s', (value, unit, text) => expect(formatInUnit(value, unit)).toBe(text));
});

describe('formatExact', () => {
  it.each([
    [1_234_500_000, 6, '1,234.5'],
    [-1, 6, '-0.000001'],
    [0, 6, '0'],
    [9007199254740991, 6, '9,007,199,254.740991'],
  ])('%d at %d places is %s', (value, places, text) => expect(formatExact(value, places)).toBe(text));
});

describe('unknown values', () => {
  it('are a dash, and zero is zero', () => {
    expect(formatMoney(null)).toBe('–');
    expect(formatMoney(0)).toBe('0');
    expect(formatQuantity(0)).toBe('0');
  });
});

describe('formatAge', () => {
  it.each([
    [0, '0 s'],
    [89_000, '89 s'],
    [90_000, '1 min'],
    [3 * 3_600_000, '3 h'],
    [10 * 86_400_000, '10 d'],
    [-5_000, '0 s'],
  ])('%d ms is %s', (age, text) => expect(formatAge(1_000_000_000_000 - age, 1_000_000_000_000)).toBe(text));
});
