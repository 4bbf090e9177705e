import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { computeExposure } from './exposure.ts';
import type { RiskReport, RiskReportInput } from './risk-report-types.ts';
import { computeRiskReport } from './risk-report.ts';

const options = {
  confidence: 0.95,
  horizonDays: 1,
  overlapping: false,
  method: 'sample',
  participation: 0.2,
  missing: 'refuse',
  monteCarlo: null,
  spectrum: false,
} as const;

const volume = Array.from({ length: 20 }, () => 1000);

const base: RiskReportInput = {
  asOf: '2017-11-10',
  symbols: ['AAA', 'BBB', 'CCC'],
  sectors: ['Energy', null, 'Energy'],
  quantities: [100, -50, 20],
  prices: [10, 20, 5],
  cash: 500,
  returns: Float64Array.of(0.01, -0.02, 0.03, 0, 0.02, 0.01, -0.01, 0.04, 0, 0.05, -0.05, 0.01),
  T: 4,
  closeDates: ['2017-11-06', '2017-11-07', '2017-11-08', '2017-11-09', '2017-11-10'],
  missing: [0, 2, 0],
  spreads: [null, null, null],
  past: null,
  indexReturns: Float64Array.of(0.01, 0, -0.01, 0.02),
  volumes: [volume, volume, volume],
  options,
};

function reportOf(extra: Partial<RiskReportInput>): RiskReport {
  const T = extra.T ?? base.T;
  const closeDates = Array.from({ length: T + 1 }, (_, t) => base.closeDates[t] ?? `close ${t}`);
  const result = computeRiskReport({ ...base, closeDates, ...extra });
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.field}`);
  return result.value;
}

const problemOf = (extra: Partial<RiskReportInput>) => {
  const result = computeRiskReport({ ...base, ...extra });
  return result.ok ? null : result.problem;
};

/** Every number of a document, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

describe('risk report', () => {
  it('has the exposures and weights of a small book', () => {
    const report = reportOf({});
    expect(report).toMatchObject({
      long: 1100,
      short: -1000,
      gross: 2100,
      net: 100,
      nav: 600,
      cash: 500,
      positions: 3,
    });
    expect(report.leverage).toBe(3.5);
    expect(report.hhiGross).toBeCloseTo((1000 ** 2 + 1000 ** 2 + 100 ** 2) / 2100 ** 2, 14);
    expect(report.topGross['1']).toBeCloseTo(1000 / 2100, 14);
    expect(report.topGross['5']).toBeCloseTo(1, 14);
    expect(report.sectors).toEqual({
      '(none)': { gross: 1000, net: -1000, count: 1 },
      Energy: { gross: 1100, net: 1100, count: 2 },
    });
    expect(report.bySymbol.map((entry) => entry.weightNav)).toEqual([1000 / 600, -1000 / 600, 100 / 600]);
    expect(report.bySymbol[1]).toMatchObject({
      symbol: 'BBB',
      value: -1000,
      adv20: 1000,
      daysToLiquidate: 0.25,
    });
    expect(report.volAnnual).toBeCloseTo(((report.sigma ?? NaN) * Math.sqrt(252)) / 600, 12);
  });

  it('takes NAV and the value of a share from the caller when given', () => {
    expect(reportOf({ nav: 1e6 }).leverage).toBe(2100 / 1e6);
    const foreign = reportOf({ unitValues: [11, 22, 5.5] });
    expect(foreign).toMatchObject({ gross: 2310, net: 110 });
    expect(foreign.bySymbol[0]).toMatchObject({ price: 10, value: 1100 });
  });

  it('has zeros and nulls for an empty book, with or without returns', () => {
    const nothing = {
      symbols: [],
      sectors: [],
      quantities: [],
      prices: [],
      volumes: [],
      spreads: [],
      missing: [],
      returns: new Float64Array(0),
    };
    for (const T of [0, 4]) {
      const report = reportOf({ ...nothing, T, indexReturns: new Float64Array(T), cash: 0 });
      expect(report).toMatchObject({
        gross: 0,
        nav: 0,
        hhiGross: 0,
        positions: 0,
        sectors: {},
        bySymbol: [],
      });
      expect(report).toMatchObject({ leverage: null, beta: null, volAnnual: null, sigma: 0 });
      expect(report.var).toEqual({ parametric: 0, historical: 0, cornishFisher: 0 });
      expect(report.es).toEqual({ parametric: 0, historical: 0 });
      expect(reportOf({ ...nothing, T, indexReturns: null })).toMatchObject({
        leverage: 0,
        beta: 0,
        volAnnual: 0,
      });
    }
  });

  it('leaves out symbols with a quantity of 0', () => {
    const report = reportOf({ quantities: [100, 0, 20] });
    expect(report.bySymbol.map((entry) => entry.symbol)).toEqual(['AAA', 'CCC']);
    expect(report).toMatchObject({ positions: 2, sectors: { Energy: { count: 2 } } });
  });

  it('has no ratio to a NAV of 0 or less', () => {
    for (const nav of [0, -5]) {
      const report = reportOf({ nav });
      expect([report.leverage, report.beta, report.volAnnual, report.bySymbol[0]?.weightNav]).toEqual([
        null,
        null,
        null,
        null,
      ]);
      expect(report.var.parametric).toBeGreaterThan(0);
    }
  });

  it('has null statistics without returns, an index or volumes', () => {
    const short = reportOf({
      T: 1,
      returns: Float64Array.of(0.1, 0.2, 0.3),
      indexReturns: Float64Array.of(0.1),
    });
    expect([short.sigma, short.var.parametric, short.var.cornishFisher, short.beta]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(short.var.historical).toBeCloseTo(-(100 - 200 + 30), 10);
    const none = reportOf({ T: 0, returns: new Float64Array(0), indexReturns: null });
    expect([none.var.historical, none.es.historical, none.bySymbol[0]?.mean]).toEqual([null, null, null]);
    expect(reportOf({ indexReturns: null }).beta).toBeNull();
    const entry = reportOf({ volumes: [volume, volume.slice(1), [...volume, NaN]] }).bySymbol;
    expect(entry.map((one) => one.adv20)).toEqual([1000, null, null]);
    expect(entry.map((one) => one.impactBps === null)).toEqual([false, true, true]);
  });

  it('counts the exposure of an excluded symbol and not its returns', () => {
    const report = reportOf({ excluded: [false, true, false] });
    const without = reportOf({ quantities: [100, 0, 20] });
    expect(report.gross).toBe(2100);
    expect([report.var, report.es]).toEqual([without.var, without.es]);
    expect(report.bySymbol[1]).toMatchObject({ std: null, beta: null, marginalVar: null, componentEs: null });
    expect(reportOf({ excluded: [true, true, true] })).toMatchObject({ sigma: null, beta: null });
  });

  it('has no marginal VaR for a book that cannot move', () => {
    const report = reportOf({ returns: new Float64Array(12) });
    expect(report).toMatchObject({ sigma: 0, var: { parametric: 0, historical: 0, cornishFisher: 0 } });
    expect(report.bySymbol[0]).toMatchObject({
      marginalVar: null,
      componentVar: 0,
      incrementalVar: 0,
      std: 0,
    });
  });

  it('scales with the root of the horizon, sigma not', () => {
    const one = reportOf({});
    const four = reportOf({ options: { ...options, horizonDays: 4 } });
    expect(four.sigma).toBe(one.sigma);
    for (const [a, b] of [
      [one.var.parametric, four.var.parametric],
      [one.var.historical, four.var.historical],
      [one.var.cornishFisher, four.var.cornishFisher],
      [one.es.parametric, four.es.parametric],
      [one.es.historical, four.es.historical],
      [one.bySymbol[0]?.componentVar, four.bySymbol[0]?.componentVar],
      [one.bySymbol[0]?.componentEs, four.bySymbol[0]?.componentEs],
    ]) {
      expect(b).toBeCloseTo(2 * (a ?? NaN), 9);
    }
    const overlapping = { ...options, horizonDays: 4, overlapping: true };
    const single = -reportOf({ options: overlapping }).bySymbol.reduce((sum, { value, symbol }) => {
      const row = base.returns.subarray(
        4 * base.symbols.indexOf(symbol),
        4 * base.symbols.indexOf(symbol) + 4,
      );
      return sum + value * (row.reduce((growth, r) => growth * (1 + r), 1) - 1);
    }, 0);
    expect(reportOf({ options: overlapping }).var.historical).toBeCloseTo(single, 9);
    expect(reportOf({ options: { ...overlapping, horizonDays: 5 } }).var.historical).toBeNull();
  });

  it('has the drawdown of long books as a share, too, dated', () => {
    expect(reportOf({}).drawdown?.fraction).toBeNull();
    const { drawdown } = reportOf({ quantities: [100, 0, 0], cash: 1e6 });
    const before = 1000 / 1.03;
    expect(drawdown).toMatchObject({ peakDate: '2017-11-07', troughDate: '2017-11-08' });
    expect(drawdown?.amount).toBeCloseTo(before / 0.98 - before, 9);
    expect(drawdown?.fraction?.amount).toBeCloseTo(0.02, 12);
    expect(drawdown?.fraction).toMatchObject({ peakDate: '2017-11-07', troughDate: '2017-11-08' });
  });

  it('adds the time and the spread of selling to the VaR', () => {
    const spread = { mean: 0.001, stdDev: 0.0002 };
    const spreads = [spread, spread, spread];
    const { liquidityAdjusted: fast, var: at } = reportOf({ spreads });
    expect(fast.timeToSell).toBeCloseTo(at.parametric ?? NaN, 9);
    expect(fast.spreadCost).toBeCloseTo(2100 * 0.0008, 9);
    expect(fast.valueAtRisk).toBe((fast.timeToSell ?? NaN) + (fast.spreadCost ?? NaN));
    const slow = reportOf({ spreads, options: { ...options, participation: 0.001 } });
    expect(slow.liquidityAdjusted.timeToSell).toBeGreaterThan(3 * (at.parametric ?? NaN));
    expect(reportOf({ spreads: [spread, null, spread] }).liquidityAdjusted).toEqual({
      timeToSell: fast.timeToSell,
      spreadCost: null,
      valueAtRisk: null,
    });
    const excluded = reportOf({ spreads, excluded: [false, true, false] }).liquidityAdjusted;
    expect(excluded).toEqual({ timeToSell: null, spreadCost: fast.spreadCost, valueAtRisk: null });
  });

  it('simulates, backtests and takes the covariance apart only when asked to', () => {
    expect(reportOf({})).toMatchObject({ monteCarlo: null, backtest: null, covariance: null });
    const monteCarlo = { seed: 5, draws: 1000, degreesOfFreedom: null };
    const one = reportOf({ options: { ...options, monteCarlo, spectrum: true } });
    const four = reportOf({ options: { ...options, monteCarlo, horizonDays: 4 } });
    expect(one.monteCarlo).toMatchObject({ ...monteCarlo, generator: 'philox4x32-10' });
    expect(four.monteCarlo?.valueAtRisk).toBe(2 * (one.monteCarlo?.valueAtRisk ?? NaN));
    expect(four.monteCarlo?.expectedShortfallError).toBe(2 * (one.monteCarlo?.expectedShortfallError ?? NaN));
    expect(one.covariance).toMatchObject({ symbols: 3, rank: 3 });
    const returns = Float64Array.from([
      ...base.returns.subarray(0, 4),
      0.01,
      -0.9,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
    const past = { T: 5, returns: returns.subarray(0, 15) };
    expect(reportOf({ past, quantities: [100, 0, 0] }).backtest?.historical).toMatchObject({
      observations: 1,
      exceptions: 0,
    });
    const fall = returns.with(4, -0.9).subarray(0, 15);
    expect(reportOf({ past: { T: 5, returns: fall } }).backtest).toMatchObject({
      historical: { observations: 1, exceptions: 1 },
      parametric: { observations: 1, exceptions: 1 },
    });
  });

  it('says what each symbol lacks, and what it would be alone', () => {
    const { bySymbol, missing, undiversifiedVar, var: at } = reportOf({});
    expect(missing).toBe('refuse');
    expect(bySymbol.map(({ missingReturns }) => missingReturns)).toEqual([0, 2, 0]);
    expect(undiversifiedVar).toBeGreaterThanOrEqual(at.parametric ?? NaN);
    const alone = reportOf({ quantities: [100, 0, 0] }).var.parametric;
    expect(bySymbol[0]?.standaloneVar).toBeCloseTo(alone ?? NaN, 9);
    expect(reportOf({ excluded: [true, false, false] }).undiversifiedVar).toBeNull();
  });

  it('has the same figures for positions in another order', () => {
    const turn = <V>(values: ArrayLike<V>): V[] => Array.from(values).toReversed();
    const one = reportOf({});
    const other = reportOf({
      symbols: turn(base.symbols),
      sectors: turn(base.sectors),
      quantities: turn(base.quantities),
      prices: turn(base.prices),
      missing: turn(base.missing),
      returns: Float64Array.from([2, 1, 0].flatMap((s) => [...base.returns.subarray(4 * s, 4 * s + 4)])),
    });
    for (const key of ['var', 'es'] as const) {
      for (const [name, value] of Object.entries(one[key])) {
        expect((other[key] as Record<string, number | null>)[name]).toBeCloseTo(value ?? NaN, 9);
      }
    }
    one.bySymbol.forEach((entry) => {
      const same = other.bySymbol.find(({ symbol }) => symbol === entry.symbol);
      expect(same?.componentVar).toBeCloseTo(entry.componentVar ?? NaN, 9);
      expect(same?.componentEs).toBeCloseTo(entry.componentEs ?? NaN, 9);
    });
  });

  it.each([
    ['quantities', { quantities: [1, NaN, 1] }, 'NOT_FINITE', 1],
    ['prices', { prices: [1, 1, Infinity] }, 'NOT_FINITE', 2],
    ['unitValues', { unitValues: [NaN, 1, 1] }, 'NOT_FINITE', 0],
    ['returns', { returns: base.returns.with(5, NaN) }, 'NOT_FINITE', 1],
    ['indexReturns', { indexReturns: Float64Array.of(NaN, 0, 0, 0) }, 'NOT_FINITE', undefined],
    ['cash', { cash: NaN }, 'NOT_FINITE', undefined],
    ['nav', { nav: Infinity }, 'NOT_FINITE', undefined],
    ['returns', { T: 3, indexReturns: null }, 'WRONG_LENGTH', undefined],
    ['volumes', { volumes: [] }, 'WRONG_LENGTH', undefined],
    ['spreads', { spreads: [null, { mean: NaN, stdDev: 0 }, null] }, 'NOT_FINITE', 1],
    ['past.returns', { past: { T: 1, returns: Float64Array.of(0, NaN, 0) } }, 'NOT_FINITE', undefined],
    ['past.returns', { past: { T: 2, returns: new Float64Array(3) } }, 'WRONG_LENGTH', undefined],
    ['closeDates', { closeDates: [] }, 'WRONG_LENGTH', undefined],
    ['missing', { missing: [] }, 'WRONG_LENGTH', undefined],
    [
      'options.monteCarlo',
      { options: { ...options, monteCarlo: { seed: 1, draws: 0, degreesOfFreedom: null } } },
      'OUT_OF_RANGE',
      undefined,
    ],
    ['options.confidence', { options: { ...options, confidence: 95 } }, 'OUT_OF_RANGE', undefined],
    ['options.horizonDays', { options: { ...options, horizonDays: 0 } }, 'OUT_OF_RANGE', undefined],
    ['options.participation', { options: { ...options, participation: 0 } }, 'OUT_OF_RANGE', undefined],
  ] as const)('refuses %s that cannot be used', (field, extra, code, position) => {
    expect(problemOf(extra)).toEqual({ code, field, ...(position === undefined ? {} : { position }) });
  });

  it('never contains a number that is not finite', () => {
    const extreme = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.constantFrom(0, 1e-300, -1e12),
    );
    const four = { minLength: 3, maxLength: 3 };
    const rate = fc.oneof(
      fc.constantFrom(0, 0, -1, 1e-12, 5),
      fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(extreme, four),
        fc.array(extreme, four),
        fc.integer({ min: 0, max: 4 }).chain((T) => fc.array(rate, { minLength: 4 * T, maxLength: 4 * T })),
        fc.constantFrom('sample', 'ewma', 'ledoit-wolf'),
        fc.array(fc.boolean(), four),
        fc.boolean(),
        (quantities, prices, rates, method, excluded, overlapping) => {
          const T = rates.length / 4;
          const report = reportOf({
            quantities,
            prices,
            T,
            excluded,
            returns: Float64Array.from(rates.slice(T)),
            indexReturns: Float64Array.from(rates.slice(0, T)),
            volumes: [volume, Array.from({ length: 20 }, () => 0), []],
            past: { T, returns: Float64Array.from(rates.slice(T)) },
            options: {
              ...options,
              method,
              overlapping,
              horizonDays: 3,
              spectrum: true,
              monteCarlo: { seed: 1, draws: 30, degreesOfFreedom: null },
            },
          });
          expect(numbersIn(report).filter((x) => !Number.isFinite(x))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('exposure', () => {
  it('orders the largest weights first', () => {
    const { topGross } = computeExposure(Float64Array.of(1, -6, 2, 1), ['', null, 'X', 'X']);
    expect(topGross).toEqual({ '1': 0.6, '5': 1, '10': 1 });
  });
});
