import { describe, expect, it } from 'vitest';
import { stepOnGrid, stepsOfKey, toScaled } from './step-on-grid.ts';

describe('stepOnGrid', () => {
  it.each([
    [100, 5, 1, 105],
    [100, 5, -1, 95],
    [102, 5, 1, 105],
    [102, 5, -1, 100],
    [100, 5, 100, 600],
    [5, 5, -1, 5],
    [5, 5, -100, 5],
    [0, 5, 1, 5],
    [0, 5, -1, 5],
    [Number.MAX_SAFE_INTEGER, 5, 100, Number.MAX_SAFE_INTEGER],
  ])('from %d on a grid of %d, %d steps away, is %d', (value, grid, steps, expected) => {
    expect(stepOnGrid(value, grid, steps)).toBe(expected);
  });
});

describe('stepsOfKey', () => {
  it.each([
    ['ArrowUp', false, 1],
    ['ArrowDown', true, -10],
    ['PageUp', false, 100],
    ['PageDown', true, -100],
    ['Home', false, null],
  ])('%s with shift %s is %s', (key, shiftKey, steps) => expect(stepsOfKey({ key, shiftKey })).toBe(steps));
});

describe('toScaled', () => {
  it.each([
    [0.01, 8, 1_000_000],
    [1e-8, 8, 1],
    [109.45, 8, 10_945_000_000],
    [null, 8, null],
  ])('%s at %d places is %s', (value, places, scaled) => expect(toScaled(value, places)).toBe(scaled));
});
