import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { tailCount, varRank, varRankFromWorst } from './confidence.ts';
import { computeHistoricalRisk } from './historical.ts';
import { largestLosses } from './largest-losses.ts';
import { HULL_WORST_LOSSES } from './reference/portfolio-var-values.ts';
import { NEAREST_RANKS } from './reference/sample-statistics-values.ts';

const pnls = fc
  .array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 80,
  })
  .map((values) => Float64Array.from(values));
const confidences = fc.constantFrom(0.5, 0.9, 0.95, 0.975, 0.99, 0.995);

describe('ranks in exact decimals', () => {
  it.each([
    [0.99, 500, 495, 5],
    ['0.99', 500, 495, 5],
    [0.95, 500, 475, 25],
    [0.975, 252, 246, 7],
    [0.99, 252, 250, 3],
    [0.99, 250, 248, 3],
    [0.95, 491, 467, 25],
    [0.9, 10, 9, 1],
    [0.7, 10, 7, 3],
    ['0.975000', 1000, 975, 25],
    [1e-7, 10_000_000, 1, 9_999_999],
    [0.999, 1, 1, 1],
    [0.99, 0, 0, 0],
  ])('%s of %d: the %d-th smallest, %d in the tail', (confidence, T, rank, tail) => {
    expect(varRank(confidence, T)).toBe(rank);
    expect(tailCount(confidence, T)).toBe(tail);
  });

  it.each([0, 1, -0.5, 1.5, 95, NaN, Infinity, '', '.', '95%', '0,95', 'NaN', '0x1'])(
    'refuses %s',
    (confidence) => {
      expect(() => varRank(confidence, 100)).toThrow(RangeError);
      expect(() => tailCount(confidence, 100)).toThrow(RangeError);
    },
  );

  it('agree with whole-number arithmetic for every thousandth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 5000 }), (milli, T) => {
        const confidence = milli / 1000;
        const rank = Math.floor((milli * T + 999) / 1000);
        const tail = Math.floor(((1000 - milli) * T + 999) / 1000);
        expect(varRank(confidence, T)).toBe(rank);
        expect(tailCount(confidence, T)).toBe(tail);
        expect([tail, tail + 1]).toContain(varRankFromWorst(confidence, T));
      }),
    );
  });
});

describe('largest losses', () => {
  it('are those of a stable full sort, with their scenarios', () => {
    fc.assert(
      fc.property(pnls, fc.nat(), (pnl, seed) => {
        const T = pnl.length;
        const k = 1 + (seed % T);
        const losses = new Float64Array(k);
        const scenarios = new Int32Array(k);
        largestLosses(pnl, T, k, losses, scenarios);
        const order = [...pnl.keys()].sort((a, b) => (pnl[a] as number) - (pnl[b] as number)).slice(0, k);
        expect([...scenarios]).toEqual(order);
        expect([...losses]).toEqual(order.map((t) => 0 - (pnl[t] as number)));
      }),
    );
  });

  it('are all NaN when one scenario is, wherever it stands', () => {
    for (const at of [0, 1, 5, 9]) {
      const pnl = Float64Array.from({ length: 10 }, (_, t) => (t === at ? NaN : t));
      const losses = new Float64Array(2);
      largestLosses(pnl, 10, 2, losses);
      expect([...losses]).toEqual([NaN, NaN]);
    }
  });

  it('leave the rest of longer buffers alone', () => {
    const losses = Float64Array.of(7, 7, 7);
    largestLosses(Float64Array.of(1, -2, 3, -99), 3, 2, losses);
    expect([...losses]).toEqual([2, -1, 7]);
  });
});

describe('historical VaR and ES', () => {
  it.each(NEAREST_RANKS)('$source: $q of $values is $value', ({ values, q, value }) => {
    expect(
      computeHistoricalRisk(
        Float64Array.from(values, (loss) => -loss),
        q,
      )?.valueAtRisk,
    ).toBe(value);
  });

  it('average the five worst of 500 at 99 %, as Hull prints', () => {
    const { losses, scenarios, confidence, expectedShortfall } = HULL_WORST_LOSSES;
    const pnl = new Float64Array(scenarios);
    losses.forEach((loss, i) => (pnl[97 * i + 3] = -loss));
    const risk = computeHistoricalRisk(pnl, confidence);
    expect(risk?.tail).toBe(5);
    expect(Math.abs((risk?.expectedShortfall ?? NaN) - expectedShortfall)).toBeLessThan(0.5);
  });

  it('are null without scenarios and the only loss with one', () => {
    expect(computeHistoricalRisk(new Float64Array(0), 0.99)).toBeNull();
    expect(computeHistoricalRisk(Float64Array.of(-3), 0.99)).toMatchObject({
      valueAtRisk: 3,
      expectedShortfall: 3,
    });
    expect(computeHistoricalRisk(Float64Array.of(0, 0), 0.99)?.valueAtRisk).toBe(0);
  });

  it('keep ES at or above VaR, grow with confidence and scale', () => {
    fc.assert(
      fc.property(pnls, confidences, fc.integer({ min: 1, max: 64 }), (pnl, confidence, scale) => {
        const risk = computeHistoricalRisk(pnl, confidence);
        const scaled = computeHistoricalRisk(
          pnl.map((x) => x * scale),
          confidence,
        );
        const median = computeHistoricalRisk(pnl, 0.5);
        if (risk === null || scaled === null || median === null) throw new Error('no scenarios');
        const slack = 1e-9 * (1 + Math.abs(risk.valueAtRisk));
        expect(risk.expectedShortfall).toBeGreaterThanOrEqual(risk.valueAtRisk - slack);
        expect(risk.valueAtRisk).toBeGreaterThanOrEqual(median.valueAtRisk);
        expect(scaled.valueAtRisk).toBe(risk.valueAtRisk * scale);
        expect(Math.abs(scaled.expectedShortfall - risk.expectedShortfall * scale)).toBeLessThanOrEqual(
          slack * scale,
        );
      }),
    );
  });

  it('do not depend on the order of the scenarios', () => {
    const shuffled = pnls.chain((pnl) =>
      fc.tuple(fc.constant(pnl), fc.shuffledSubarray([...pnl], { minLength: pnl.length })),
    );
    fc.assert(
      fc.property(shuffled, confidences, ([pnl, other], confidence) => {
        const a = computeHistoricalRisk(pnl, confidence);
        const b = computeHistoricalRisk(Float64Array.from(other), confidence);
        expect(b?.valueAtRisk).toBe(a?.valueAtRisk);
        expect(b?.expectedShortfall).toBe(a?.expectedShortfall);
      }),
    );
  });
});
