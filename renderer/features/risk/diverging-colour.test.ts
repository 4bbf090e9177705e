import { describe, expect, it } from 'vitest';
import { divergingColour, parseHex } from './diverging-colour.ts';

const scale = {
  low: parseHex('#d55e00'),
  ground: parseHex('#000'),
  high: parseHex('#0072b2'),
  unknown: parseHex('#888888'),
};

describe('diverging_colour', () => {
  it.each([
    [1, [0, 114, 178]],
    [-1, [213, 94, 0]],
    [0, [0, 0, 0]],
    [0.5, [0, 57, 89]],
    [-0.5, [107, 47, 0]],
    [7, [0, 114, 178]],
    [NaN, [136, 136, 136]],
  ])('of_%s', (rho, colour) => {
    expect(divergingColour(rho, scale)).toEqual(colour);
  });

  it('reads_short_and_long_notation_and_nothing_else', () => {
    expect(parseHex('#fa0')).toEqual([255, 170, 0]);
    expect(parseHex('rebeccapurple')).toEqual([0, 0, 0]);
  });
});
