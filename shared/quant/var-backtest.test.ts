import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import {
  BASEL_ZONES,
  CHI_SQUARE_POINTS,
  EXPECTED_EXCEPTIONS,
  KUPIEC_REGIONS,
  PUBLISHED_BACKTESTS,
} from './reference/backtest-values.ts';
import { rollingVarForecasts } from './rolling-forecasts.ts';
import { chiSquareTail1, chiSquareTail2, independenceTest, kupiecTest } from './coverage-tests.ts';
import { binomialCdf, trafficLight } from './traffic-light.ts';
import { backtestBook } from './book-backtest.ts';
import { backtestVar } from './var-backtest.ts';

/** A series with the exceptions where they are asked for: VaR 1, a loss of 2 or none. */
const seriesOf = (failed: readonly boolean[]) => ({
  pnl: Float64Array.from(failed, (is) => (is ? -2 : 0)),
  forecasts: new Float64Array(failed.length).fill(1),
});

describe('chi-square tail', () => {
  it.each(CHI_SQUARE_POINTS)('$degreesOfFreedom at $tail', ({ degreesOfFreedom, tail, point }) => {
    const tailOf = degreesOfFreedom === 1 ? chiSquareTail1 : chiSquareTail2;
    expect(tailOf(point - 5e-4)).toBeGreaterThan(tail);
    expect(tailOf(point + 5e-4)).toBeLessThan(tail);
    expect(tailOf(0)).toBe(1);
  });
});

describe('VaR backtest', () => {
  it.each(PUBLISHED_BACKTESTS)('$source', (published) => {
    const { observations, exceptions, confidence, pairs } = published;
    const [, scattered, , repeated] = pairs;
    const bits = `0${'1'.repeat(repeated)}${'10'.repeat(scattered)}`.padEnd(observations, '0');
    const { pnl, forecasts } = seriesOf(Array.from(bits, (bit) => bit === '1'));
    const test = backtestVar(pnl, forecasts, confidence);
    expect(test).toMatchObject({ observations, exceptions });
    expect(test?.expected).toBeCloseTo(observations * (1 - confidence), 10);
    for (const name of ['coverage', 'independence', 'conditionalCoverage'] as const) {
      expect(Math.abs((test?.[name].statistic ?? NaN) - published[name].statistic)).toBeLessThan(5e-6);
      expect(Math.abs((test?.[name].pValue ?? NaN) - published[name].pValue)).toBeLessThan(5e-6);
    }
    expect(independenceTest(pairs)).toEqual(test?.independence);
  });

  it.each(KUPIEC_REGIONS)('accepts what Kupiec accepts at $probability', ({ probability, accepted }) => {
    accepted.forEach(([from, to], i) => {
      const n = [255, 510, 1000][i] as number;
      const region = Array.from({ length: n + 1 }, (_, x) => x).filter(
        (x) => kupiecTest(x, n, probability).statistic < 3.841,
      );
      expect([n, from === null ? null : region.at(0), region.at(-1)]).toEqual([n, from, to]);
    });
  });

  it.each(BASEL_ZONES)('$exceptions of 250 are $zone', ({ exceptions, cumulative, zone }) => {
    expect(binomialCdf(exceptions, 250, 0.01)).toBeCloseTo(cumulative, 4);
    expect(trafficLight(exceptions, 250, 0.01)).toBe(zone);
    const failed = Array.from({ length: 250 }, (_, t) => t % 20 === 0 && t < 20 * exceptions);
    const { pnl, forecasts } = seriesOf(failed);
    expect(backtestVar(pnl, forecasts, 0.99)).toMatchObject({ exceptions, zone, observations: 250 });
  });

  it('expects as many exceptions as PerformanceAnalytics prints', () => {
    const { observations, confidence, expected, actual } = EXPECTED_EXCEPTIONS;
    const { pnl, forecasts } = seriesOf(Array.from({ length: observations }, (_, t) => t < actual));
    const test = backtestVar(pnl, forecasts, confidence);
    expect(test?.expected).toBeCloseTo(expected, 10);
    expect(test?.exceptions).toBe(actual);
  });

  it('counts a loss above the forecast, not one at it', () => {
    const test = backtestVar(Float64Array.of(-1, -1.0000001, 5), Float64Array.of(1, 1, 1), 0.95);
    expect(test?.exceptions).toBe(1);
  });

  it('tells clustered exceptions from scattered ones', () => {
    const scattered = seriesOf(Array.from({ length: 500 }, (_, t) => t % 20 === 0));
    const clustered = seriesOf(Array.from({ length: 500 }, (_, t) => t < 25));
    const [a, b] = [scattered, clustered].map(({ pnl, forecasts }) => backtestVar(pnl, forecasts, 0.95));
    expect(a?.coverage).toEqual(b?.coverage);
    expect(a?.coverage.statistic).toBeCloseTo(0, 10);
    expect(a?.independence.pValue).toBeGreaterThan(0.05);
    expect(b?.independence.pValue).toBeLessThan(1e-10);
    expect(b?.conditionalCoverage.pValue).toBeLessThan(1e-10);
  });

  it('is never NaN, whatever the exceptions, and null without numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), (failed) => {
        const { pnl, forecasts } = seriesOf(failed);
        const test = backtestVar(pnl, forecasts, 0.99);
        for (const one of [test?.coverage, test?.independence, test?.conditionalCoverage]) {
          expect(one?.statistic).toBeGreaterThanOrEqual(0);
          expect(one?.pValue).toBeGreaterThanOrEqual(0);
          expect(one?.pValue).toBeLessThanOrEqual(1);
        }
      }),
    );
    expect(backtestVar(new Float64Array(0), new Float64Array(0), 0.99)).toBeNull();
    expect(backtestVar(Float64Array.of(1), Float64Array.of(NaN), 0.99)).toBeNull();
    expect(backtestVar(Float64Array.of(1), Float64Array.of(1, 2), 0.99)).toBeNull();
    expect(() => backtestVar(Float64Array.of(1), Float64Array.of(1), 1)).toThrow(RangeError);
  });

  it('sums binomial probabilities that would underflow', () => {
    expect(binomialCdf(50_000, 1_000_000, 0.05)).toBeCloseTo(0.5, 2);
    expect(binomialCdf(10, 10, 0.3)).toBeCloseTo(1, 14);
  });
});

describe('rolling forecasts', () => {
  const pnl = Float64Array.from({ length: 60 }, (_, t) => Math.sin(t * t) * (1 + t / 10));

  it('know nothing of the session they are for, or of later ones', () => {
    const base = rollingVarForecasts(pnl, 20, 0.95);
    expect([base.historical.length, base.parametric.length]).toEqual([40, 40]);
    for (const at of [20, 41, 59]) {
      const changed = rollingVarForecasts(pnl.with(at, -1e6), 20, 0.95);
      for (const key of ['historical', 'parametric'] as const) {
        expect(changed[key].subarray(0, at - 19)).toEqual(base[key].subarray(0, at - 19));
        if (at < 59) expect(changed[key][at - 19]).not.toBe(base[key][at - 19]);
      }
    }
  });

  it('are none for a series that is not longer than the window', () => {
    expect(rollingVarForecasts(pnl, 60, 0.95).historical.length).toBe(0);
    expect(rollingVarForecasts(pnl, 99, 0.95).parametric.length).toBe(0);
  });
});

describe('the newest session of a book backtest', () => {
  it('is the last loss, beside the VaR of the sessions before it', () => {
    const returns = Float64Array.of(-0.01, 0.02, -0.03, 0.01, -0.05);
    const backtest = backtestBook(returns, 5, Float64Array.of(100), { window: 4, confidence: 0.75 });
    // The losses before it are -2, -1, 1 and 3: the third smallest of four is 1.
    expect(backtest?.newest.loss).toBeCloseTo(5, 12);
    expect(backtest?.newest.valueAtRisk).toBeCloseTo(1, 12);
  });
});
