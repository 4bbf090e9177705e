import { expect, it } from 'vitest';
import { roundToLot } from './round-to-lot.ts';

it.each([
  { n: 99.999999999999, lot: 1, target: 100, wanted: 100 },
  { n: 99.9, lot: 1, target: 100, wanted: 99 },
  { n: 100, lot: 30, target: 100, wanted: 90 },
  { n: 29.99, lot: 30, target: 100, wanted: 0 },
  { n: 0, lot: 1, target: 100, wanted: 0 },
  { n: 101, lot: 1, target: 100, wanted: 100 },
  { n: 500, lot: 1, target: 100, wanted: 0 },
])('$n in lots of $lot with room for $target is $wanted', ({ n, lot, target, wanted }) => {
  expect(roundToLot(n, lot, (quantity) => quantity, target)).toBe(wanted);
});
