import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { packCorrelations, unpackCorrelations } from './packed-correlations.ts';

describe('packed_correlations', () => {
  it('come_back_within_a_quarter_of_a_thousandth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (n, stream) => {
          const rho = Float64Array.from({ length: n * n }, () => stream.next().value as number);
          const back = unpackCorrelations(
            n,
            packCorrelations(n, (a, b) => rho[a * n + b] as number),
          );
          for (let a = 0; a < n; a++)
            for (let b = 0; b < n; b++) {
              const wanted = a === b ? 1 : rho[Math.min(a, b) * n + Math.max(a, b)];
              expect(Math.abs((back[a * n + b] as number) - (wanted as number))).toBeLessThan(0.000251);
            }
        },
      ),
    );
  });

  it.each([
    [-1, -1],
    [0, 0],
    [1, 1],
    [null, NaN],
  ])('%s_is_exactly_itself', (rho, back) => {
    expect(
      unpackCorrelations(
        2,
        packCorrelations(2, () => rho),
      )[1],
    ).toBe(back);
  });

  it('text_of_another_size_is_refused', () => {
    expect(() =>
      unpackCorrelations(
        3,
        packCorrelations(2, () => 0),
      ),
    ).toThrow(RangeError);
  });
});
