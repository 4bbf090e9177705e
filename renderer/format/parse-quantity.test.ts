import { describe, expect, it } from 'vitest';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import { parseQuantity } from './parse-quantity.ts';

const shares = (count: number) => (count * QUANTITY_ONE) as Quantity;
const context = { lot: shares(1), current: shares(12_000) };

describe('parseQuantity', () => {
  it.each([
    ['100', 100],
    ['12,300', 12_300],
    ['10k', 10_000],
    ['1.5m', 1_500_000],
    ['1.5M', 1_500_000],
    ['2b', 2_000_000_000],
    ['5mm', 5_000_000],
    [' 7 ', 7],
    ['1.2340k', 1_234],
    ['=250k/4', 62_500],
    ['=3*(1k+500)', 4_500],
    ['=1k/3*3', 1_000],
    ['+10%', 13_200],
    ['-25%', 9_000],
    ['+500', 12_500],
    ['-2k', 10_000],
  ])('reads %s as %d shares', (text, count) => {
    expect(parseQuantity(text, context)).toEqual({ kind: 'quantity', quantity: shares(count) });
  });

  it('reads the words that only the engine can resolve', () => {
    expect(parseQuantity('MAX', context)).toEqual({ kind: 'max' });
    expect(parseQuantity('flat', context)).toEqual({ kind: 'flat' });
    expect(parseQuantity('  ', context)).toEqual({ kind: 'empty' });
  });

  it('accepts a fraction on a fractional lot', () => {
    const lot = 1_000 as Quantity;
    expect(parseQuantity('0.125', { lot, current: null })).toEqual({ kind: 'quantity', quantity: 125_000 });
  });

  it.each([
    ['1.2345k', shares(1), [1_234, 1_235]],
    ['=250k/3', shares(1), [83_333, 83_334]],
    ['150', shares(100), [100, 200]],
    ['0.4', shares(1), [1]],
    ['0', shares(1), [1]],
    ['-13k', shares(1), [1]],
  ])('refuses %s off the grid and names the nearest', (text, lot, nearest) => {
    const parsed = parseQuantity(text, { lot, current: shares(12_000) });
    expect(parsed).toMatchObject({ kind: 'error', nearest: nearest.map(shares) });
  });

  it.each(['abc', '10kk', '1,5', '1.2.3', '=1/0', '=', '=(1', '1e3', '250k/4', '--5', '∞', '=1 2'])(
    'refuses %s with a sentence',
    (text) => {
      const parsed = parseQuantity(text, context);
      expect(parsed).toMatchObject({ kind: 'error', nearest: [] });
      expect(parsed.kind === 'error' && parsed.sentence.length).toBeGreaterThan(8);
    },
  );

  it('refuses what float64 could not hold exactly', () => {
    expect(parseQuantity('10b', context).kind).toBe('error');
    expect(parseQuantity('9007199254', context)).toMatchObject({ kind: 'quantity' });
    expect(parseQuantity('9007199255', context).kind).toBe('error');
  });

  it('refuses a relative quantity without a start', () => {
    expect(parseQuantity('+10%', { lot: shares(1), current: null })).toMatchObject({ kind: 'error' });
  });
});
