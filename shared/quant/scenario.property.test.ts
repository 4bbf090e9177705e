import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { createBreakpointHeap } from './breakpoint-heap.ts';
import { tailCount, varRankFromWorst } from './confidence.ts';
import { firstExceeding, largestNotExceeding } from './exceedance.ts';
import { largestLosses, meanOfWorst } from './largest-losses.ts';
import { addScaled, covarianceOf, dotProduct, varianceAfter } from './scenario.ts';
import { createShortfallScratch, largestWithinShortfall } from './shortfall-boundary.ts';
import { largestWithinVariance } from './variance-boundary.ts';

/** Whole numbers with many ties and zeros, so that breakpoints coincide and are exact quotients. */
const orders = fc.integer({ min: 1, max: 25 }).chain((T) =>
  fc.record({
    T: fc.constant(T),
    p: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: T, maxLength: T }),
    s: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: T, maxLength: T }),
    rank: fc.integer({ min: 1, max: T }),
    threshold: fc.integer({ min: -20, max: 40 }),
    n0: fc.integer({ min: 0, max: 40 }),
  }),
);

/** Breakpoints are multiples of 1/12 (slopes 1 to 4), so n in twelfths keeps every comparison exact. */
function exceedsAt(p: number[], s: number[], rank: number, threshold: number, twelfths: number): boolean {
  const losses = p.map((x, t) => -(12 * x + twelfths * (s[t] ?? NaN))).sort((a, b) => b - a);
  return (losses[rank - 1] ?? NaN) > 12 * threshold;
}

describe('exceedance of historical VaR', () => {
  const heap = createBreakpointHeap(64);

  it('finds the largest quantity below n0 that passes', () => {
    fc.assert(
      fc.property(orders, ({ T, p, s, rank, threshold, n0 }) => {
        let expected = -1;
        for (let i = 12 * n0; i >= 0 && expected < 0; i--) {
          if (!exceedsAt(p, s, rank, threshold, i)) expected = i / 12;
        }
        const problem = { p: Float64Array.from(p), s: Float64Array.from(s), T, rank, threshold };
        expect(largestNotExceeding(problem, n0, heap)).toBeCloseTo(expected, 12);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds where the quantities above n0 stop passing', () => {
    fc.assert(
      fc.property(orders, ({ T, p, s, rank, threshold, n0 }) => {
        const problem = { p: Float64Array.from(p), s: Float64Array.from(s), T, rank, threshold };
        const bound = firstExceeding(problem, n0, heap);
        if (exceedsAt(p, s, rank, threshold, 12 * n0)) {
          expect(bound).toBe(n0);
          return;
        }
        // No breakpoint lies beyond (30 + 40)/1; half-twelfths stand for "just above".
        let expected = Infinity;
        for (let i = 24 * n0 + 1; i <= 24 * 75 && expected === Infinity; i++) {
          const doubled = p.map((x) => 2 * x);
          if (exceedsAt(doubled, s, rank, 2 * threshold, i)) expected = Math.floor(i / 2) / 12;
        }
        if (expected === Infinity) expect(bound).toBe(Infinity);
        else expect(bound).toBeCloseTo(expected, 12);
      }),
      { numRuns: 500 },
    );
  });

  it('passes at the threshold and answers NaN for what is not a number', () => {
    const problem = { p: Float64Array.of(0, 5), s: Float64Array.of(-2, 1), T: 2, rank: 1, threshold: 10 };
    expect(largestNotExceeding(problem, 50, heap)).toBe(5);
    expect(firstExceeding(problem, 0, heap)).toBe(5);
    expect(firstExceeding({ ...problem, rank: 2 }, 0, heap)).toBe(Infinity);
    expect(largestNotExceeding({ ...problem, threshold: -1, rank: 2 }, 0, heap)).toBe(0);
    for (const broken of [
      { threshold: NaN },
      { p: Float64Array.of(NaN, 5) },
      { s: Float64Array.of(1, NaN) },
    ]) {
      expect(largestNotExceeding({ ...problem, ...broken }, 50, heap)).toBeNaN();
      expect(firstExceeding({ ...problem, ...broken }, 0, heap)).toBeNaN();
    }
  });

  it('agrees with the selection of losses on either side of a boundary, at the size of a desk', () => {
    const T = 252;
    const desk = createBreakpointHeap(T);
    const returns = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 2 * T, maxLength: 2 * T });
    const losses = new Float64Array(8);
    fc.assert(
      fc.property(returns, fc.integer({ min: 1, max: 40 }), (values, percent) => {
        const p = Float64Array.from(values.slice(0, T), (x) => x * 2500.25);
        const s = Float64Array.from(values.slice(T), (x) => x * 0.0173);
        const rank = varRankFromWorst(0.99, T);
        const out = new Float64Array(T);
        const valueAtRisk = (n: number): number => {
          addScaled(out, p, n, s, 0, T);
          largestLosses(out, T, rank, losses);
          return losses[rank - 1] ?? NaN;
        };
        const threshold = valueAtRisk(0) * (1 + percent / 100);
        const problem = { p, s, T, rank, threshold };
        const bound = firstExceeding(problem, 0, desk);
        fc.pre(bound < Infinity);
        const step = 1e-9 * (1 + bound);
        expect(valueAtRisk(bound)).toBeLessThanOrEqual(threshold * (1 + 1e-12));
        expect(valueAtRisk(bound + step)).toBeGreaterThan(threshold * (1 - 1e-12));
        const back = largestNotExceeding(problem, bound + step, desk);
        expect(Math.abs(back - bound)).toBeLessThanOrEqual(step);
      }),
      { numRuns: 50 },
    );
  });
});

describe('shortfall boundary', () => {
  const scratch = createShortfallScratch(64);

  it('is the largest quantity whose shortfall fits', () => {
    fc.assert(
      fc.property(orders, ({ T, p, s, rank, threshold, n0 }) => {
        const tail = rank;
        const shortfall = (n: number): number => {
          const losses = p.map((x, t) => -(x + n * (s[t] ?? NaN))).sort((a, b) => b - a);
          return losses.slice(0, tail).reduce((sum, x) => sum + x, 0) / tail;
        };
        const problem = { p: Float64Array.from(p), s: Float64Array.from(s), T, tail, threshold };
        const found = largestWithinShortfall(problem, n0, scratch);
        if (found === -1) {
          for (let i = 0; i <= 64; i++) expect(shortfall((n0 * i) / 64)).toBeGreaterThan(threshold - 1e-9);
          return;
        }
        expect(shortfall(found)).toBeLessThanOrEqual(threshold + 1e-9);
        for (let i = 1; i <= 64; i++) {
          const n = found + ((n0 - found) * i) / 64;
          if (n > found + 1e-9) expect(shortfall(n)).toBeGreaterThan(threshold - 1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('answers NaN for what is not a number', () => {
    const problem = { p: Float64Array.of(NaN, 5), s: Float64Array.of(-2, 1), T: 2, tail: 1, threshold: 10 };
    expect(largestWithinShortfall(problem, 5, scratch)).toBeNaN();
  });
});

describe('variance', () => {
  it('after an order is that of the new book, and 0 for a perfect hedge', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: -9, max: 9 }), ({ T, p, s }, delta) => {
        fc.pre(T > 1);
        const book = Float64Array.from(p);
        const r = Float64Array.from([...s, ...s]);
        const after = new Float64Array(T);
        addScaled(after, book, delta, r, T, T);
        const mean = after.reduce((sum, x) => sum + x, 0) / T;
        const naive = after.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (T - 1);
        expect(varianceAfter(book, delta, r, T, T)).toBeCloseTo(naive, 9);
        const opened =
          varianceAfter(book, 0, r, 0, T) +
          2 * delta * covarianceOf(book, r, T, T) +
          delta ** 2 * covarianceOf(r, r, T, T);
        expect(opened).toBeCloseTo(naive, 8);
        expect(varianceAfter(book, -1, book, 0, T)).toBe(0);
        const centred = book.map((x) => x - book.reduce((sum, y) => sum + y, 0) / T);
        expect(dotProduct(centred, r, T, T) / (T - 1)).toBeCloseTo(covarianceOf(book, r, T, T), 9);
      }),
    );
  });

  it('boundary is the largest quantity that fits the parabola', () => {
    const whole = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 0, max: 9 }), whole, (room, covariance, unit, variance) => {
        const f = (n: number): number => variance + 2 * n * covariance + n * n * unit;
        const fits = (n: number): boolean => f(n) <= variance + room + 1e-9;
        const found = largestWithinVariance(variance, covariance, unit, variance + room);
        if (unit === 0) expect(found).toBe(room >= 0 ? Infinity : -1);
        else if (found === -1)
          for (let n = 0; n < 60; n += 0.25) expect(f(n)).toBeGreaterThan(variance + room - 1e-9);
        else {
          expect(fits(found)).toBe(true);
          for (let n = found + 1e-3; n < found + 50; n += 0.5) expect(fits(n)).toBe(false);
        }
      }),
    );
    expect(largestWithinVariance(0, 1e8, 1, 1)).toBeCloseTo(5e-9, 15);
    expect(largestWithinVariance(NaN, 1, 1, 1)).toBeNaN();
    expect(largestWithinVariance(1, NaN, 0, 1)).toBeNaN();
  });
});

describe('a ticket at the size of a desk', () => {
  it('gets VaR and ES from one selection of tail + 1 losses', () => {
    const T = 252;
    const p = Float64Array.from({ length: T }, (_, t) => Math.sin(t) * 1000);
    const r = Float64Array.from({ length: 3 * T }, (_, t) => Math.cos(1.7 * t) / 50);
    const out = new Float64Array(T);
    const losses = new Float64Array(16);
    addScaled(out, p, 5000, r, T, T);
    const sorted = Array.from(out, (x) => -x).sort((a, b) => b - a);
    const tail = tailCount(0.975, T);
    largestLosses(out, T, tail + 1, losses);
    expect(losses[varRankFromWorst(0.99, T) - 1]).toBe(sorted[2]);
    expect(meanOfWorst(losses, tail)).toBe(sorted.slice(0, 7).reduce((sum, x) => sum + x, 0) / 7);
  });
});
