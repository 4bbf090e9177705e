import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { inverseNormalCdf, normalCdf, normalPdf } from './normal.ts';
import { parametricShortfall, parametricVar } from './parametric.ts';
import { NORMAL_CDF, NORMAL_MULTIPLES, NORMAL_QUANTILE } from './reference/normal-values.ts';

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected || 1);

describe('normal distribution', () => {
  it.each(NORMAL_CDF)('cdf(%d) is %d', (x, p) => {
    expect(relative(normalCdf(x), p)).toBeLessThan(1e-15);
  });

  it.each(NORMAL_QUANTILE)('quantile of %d is %d', (p, x) => {
    expect(relative(inverseNormalCdf(p), x)).toBeLessThan(5e-16);
  });

  it('covers the ends of the range and refuses what is outside', () => {
    expect([inverseNormalCdf(0), inverseNormalCdf(1)]).toEqual([-Infinity, Infinity]);
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
    for (const p of [-1e-9, 1 + 1e-9, NaN, Infinity]) expect(inverseNormalCdf(p)).toBeNaN();
    expect(normalCdf(NaN)).toBeNaN();
    expect(normalPdf(NaN)).toBeNaN();
  });

  it('is the inverse of itself', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
        expect(relative(normalCdf(inverseNormalCdf(p)), p)).toBeLessThan(4e-14);
      }),
    );
  });

  it('is symmetric and has the pdf as its slope', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
        const h = 1e-4;
        const slope = (normalCdf(x + h) - normalCdf(x - h)) / (2 * h);
        expect(Math.abs(slope - normalPdf(x))).toBeLessThan(1e-8);
      }),
    );
  });
});

describe('parametric multiples', () => {
  it.each(NORMAL_MULTIPLES)('at %d: VaR %d, ES %d of sigma', (confidence, z, es) => {
    expect(relative(parametricVar(1, confidence), z)).toBeLessThan(1e-15);
    expect(relative(parametricShortfall(1, confidence), es)).toBeLessThan(1e-13);
  });

  it('keep ES above VaR and scale with sigma', () => {
    const confidences = fc.double({ min: 0.5, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(confidences, fc.double({ min: 0.01, max: 1e9, noNaN: true }), (confidence, sigma) => {
        expect(parametricShortfall(sigma, confidence)).toBeGreaterThan(parametricVar(sigma, confidence));
        expect(
          relative(parametricVar(sigma, confidence) || 1, sigma * parametricVar(1, confidence) || 1),
        ).toBeLessThan(1e-15);
      }),
    );
  });
});
