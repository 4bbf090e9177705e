import { describe, expect, it } from 'vitest';
import { exceedsBytes } from './message-size.ts';

const cycle: unknown[] = [];
cycle.push(cycle);

describe('exceedsBytes', () => {
  it.each<[string, unknown, boolean]>([
    ['a text at the limit', 'x'.repeat(1_000), false],
    ['a text over it', 'x'.repeat(1_001), true],
    ['texts of a list', Array.from({ length: 11 }, () => 'x'.repeat(100)), true],
    ['keys', { ['k'.repeat(1_001)]: 1 }, true],
    ['a buffer at the limit', new Uint8Array(1_000), false],
    ['a buffer over it', new ArrayBuffer(1_001), true],
    ['a map', new Map([['a', 'x'.repeat(1_001)]]), true],
    ['a set', new Set(['x'.repeat(1_001)]), true],
    ['a cycle', cycle, true],
    ['a deep list', Array.from({ length: 50_000 }).reduce((inner: unknown) => [inner], 1), true],
    ['a long list', Array.from({ length: 10_000_000 }), true],
    ['a call', { type: 'call', id: 1, method: 'desk.status', input: {} }, false],
    ['nothing', undefined, false],
    ['null', null, false],
  ])('of %s', (_, message, expected) => {
    expect(exceedsBytes(message, 1_000)).toBe(expected);
  });
});
