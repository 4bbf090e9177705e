import { describe, expect, it } from 'vitest';
import { afterFill, type Holding } from './average-price.ts';

const holding = (quantity: number, avgPrice: number | null): Holding => ({ quantity, avgPrice });

describe('average price after a fill', () => {
  it.each([
    ['opens long at the price of the fill', holding(0, null), 10, 50, holding(10, 50)],
    ['opens short at the price of the fill', holding(0, 99), -10, 50, holding(-10, 50)],
    ['adds to a long by quantity', holding(10, 50), 30, 70, holding(40, 65)],
    ['adds to a short by quantity', holding(-10, 50), -10, 60, holding(-20, 55)],
    ['rounds half to even', holding(1, 2), 1, 3, holding(2, 2)],
    ['rounds the other half to even', holding(1, 3), 1, 4, holding(2, 4)],
    ['keeps the average when it reduces', holding(10, 50), -4, 70, holding(6, 50)],
    ['keeps the average when a short is bought back', holding(-10, 50), 4, 40, holding(-6, 50)],
    ['starts again when it crosses zero', holding(10, 50), -15, 70, holding(-5, 70)],
    ['keeps what is unknown unknown', holding(10, null), 5, 70, holding(15, null)],
    ['knows again after crossing zero', holding(10, null), -15, 70, holding(-5, 70)],
    ['is exact beyond 2^53', holding(9e15, 9e15), 9e13, 1e15, holding(9.09e15, 8920792079207921)],
  ])('%s', (_what, before, quantity, price, after) => {
    expect(afterFill(before, quantity, price)).toEqual(after);
  });
});
