import { fc } from '#shared/testing/seeded-check.testing.ts';
import { describe, expect, it } from 'vitest';
import { alignReturns, type AlignmentInput } from './aligned-returns.ts';
import type { PriceSeries } from './calendar-returns.ts';
import { computeSessionReturns, fillMissingReturns } from './session-returns.ts';

const DATES = [20170103, 20170104, 20170105, 20170106, 20170109, 20170110];
const index: PriceSeries = { dates: DATES, closes: [100, 110, 99, 99, 198, 99] };
const full: PriceSeries = { dates: DATES, closes: [10, 20, 10, 20, 10, 20] };
/** No close on 2017-01-05, and a bar on a Sunday that is no session. */
const gap: PriceSeries = {
  dates: [20170103, 20170104, 20170106, 20170108, 20170109, 20170110],
  closes: [1, 2, 4, 77, 8, 16],
};
/** Listed on 2017-01-06. */
const young: PriceSeries = { dates: [20170106, 20170109, 20170110], closes: [4, 2, 3] };

const input = (extra: Partial<AlignmentInput>): AlignmentInput => ({
  index,
  series: [full, gap],
  asOf: 20170110,
  window: 3,
  shortHistory: 'refuse',
  ...extra,
});

function aligned(extra: Partial<AlignmentInput>) {
  const result = alignReturns(input(extra));
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const problemOf = (extra: Partial<AlignmentInput>) => {
  const result = alignReturns(input(extra));
  return result.ok ? null : result.problem;
};

describe('returns of the risk report', () => {
  it('skip the sessions a symbol lacks and reach further back', () => {
    const { sessions, returns, indexReturns, missing, T } = aligned({});
    expect([...sessions]).toEqual([20170104, 20170109, 20170110]);
    expect([...returns]).toEqual([1, -0.5, 1, 1, 1, 1]);
    expect([...indexReturns].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([0.1, 1, -0.5]);
    expect([T, ...missing]).toEqual([3, 0, 0]);
  });

  it('end at as-of, whether or not it is a session', () => {
    expect([...aligned({ series: [full], asOf: 20170108 }).sessions]).toEqual([20170104, 20170105, 20170106]);
    expect([...aligned({ series: [full], asOf: 20170109, window: 2 }).sessions]).toEqual([
      20170106, 20170109,
    ]);
  });

  it('refuse and name a symbol with less history', () => {
    expect(problemOf({ series: [full, young] })).toEqual({
      code: 'SHORT_HISTORY',
      window: 3,
      symbols: [{ position: 1, available: 2 }],
    });
    expect(problemOf({ series: [young], window: 2 })).toBeNull();
  });

  it('count zeros for it, or leave it out, when told to', () => {
    const zero = aligned({ series: [full, young], shortHistory: 'zero' });
    expect([...zero.sessions]).toEqual([20170106, 20170109, 20170110]);
    expect([...zero.returns]).toEqual([1, -0.5, 1, 0, -0.5, 0.5]);
    expect([[...zero.missing], zero.excluded]).toEqual([
      [0, 1],
      [false, false],
    ]);
    const drop = aligned({ series: [full, young], shortHistory: 'drop' });
    expect([...drop.returns]).toEqual([1, -0.5, 1, 0, 0, 0]);
    expect(drop.excluded).toEqual([false, true]);
  });

  it('take the return of the index of the same day for it as a proxy', () => {
    const proxy = aligned({ series: [full, young], shortHistory: 'proxy' });
    expect([...proxy.returns]).toEqual([1, -0.5, 1, proxy.indexReturns[0], -0.5, 0.5]);
    expect([[...proxy.missing], proxy.excluded, proxy.firstClose]).toEqual([
      [0, 1],
      [false, false],
      20170105,
    ]);
  });

  it('treat gaps that leave too few common sessions as short history', () => {
    const other: PriceSeries = { dates: DATES.filter((date) => date !== 20170109), closes: [1, 2, 3, 4, 5] };
    expect(problemOf({ series: [full, gap, other] })).toMatchObject({
      code: 'SHORT_HISTORY',
      symbols: [
        { position: 1, available: 3 },
        { position: 2, available: 3 },
      ],
    });
    const zero = aligned({ series: [full, gap, other], shortHistory: 'zero' });
    expect([...zero.returns]).toEqual([1, -0.5, 1, 0, 1, 1, 4 / 3 - 1, 0, 0]);
  });

  it('refuse under every policy when the index is short, and leave out its unusable closes', () => {
    for (const shortHistory of ['refuse', 'zero', 'drop'] as const) {
      expect(problemOf({ window: 6, shortHistory })).toEqual({
        code: 'SHORT_CALENDAR',
        available: 5,
        window: 6,
      });
      expect(problemOf({ asOf: 20160101, shortHistory })).toMatchObject({
        code: 'SHORT_CALENDAR',
        available: 0,
      });
    }
    const broken = { dates: DATES, closes: [100, 110, NaN, 99, 0, 99] };
    expect([...aligned({ index: broken, series: [full] }).sessions]).toEqual([20170104, 20170106, 20170110]);
  });

  it('align an empty book and never bridge an unusable close', () => {
    expect(aligned({ series: [] }).returns.length).toBe(0);
    const bad: PriceSeries = { dates: DATES, closes: [1, 2, -3, 4, Infinity, 6] };
    expect(problemOf({ series: [bad], window: 1 })).toBeNull();
    expect([...aligned({ series: [bad], window: 1 }).sessions]).toEqual([20170104]);
  });

  it('agree with a lookup by date', () => {
    const closes = fc.array(fc.option(fc.integer({ min: 1, max: 9 }), { freq: 4 }), {
      minLength: 12,
      maxLength: 12,
    });
    const calendar = Array.from({ length: 12 }, (_, i) => 10 * i + 7);
    const toSeries = (values: (number | null)[]): PriceSeries => {
      const pairs = values.flatMap((close, i) =>
        close === null ? [] : [[calendar[i] ?? NaN, close] as const],
      );
      return { dates: pairs.map(([date]) => date), closes: pairs.map(([, close]) => close) };
    };
    fc.assert(
      fc.property(fc.array(closes, { maxLength: 4 }), fc.integer({ min: 1, max: 11 }), (rows, window) => {
        const at = (row: (number | null)[], j: number): number => (row[j] ?? NaN) / (row[j - 1] ?? NaN) - 1;
        const common = calendar.flatMap((_, j) =>
          j > 0 && rows.every((row) => at(row, j) === at(row, j)) ? [j] : [],
        );
        const result = alignReturns({
          index: { dates: calendar, closes: calendar },
          series: rows.map(toSeries),
          asOf: 1e9,
          window,
          shortHistory: 'refuse',
        });
        expect(result.ok).toBe(common.length >= window);
        if (!result.ok) return;
        const chosen = common.slice(-window);
        expect([...result.value.sessions]).toEqual(chosen.map((j) => calendar[j]));
        expect([...result.value.returns]).toEqual(rows.flatMap((row) => chosen.map((j) => at(row, j))));
      }),
    );
  });
});

describe('returns of the controls', () => {
  it('keep the last sessions and mark what is missing', () => {
    const { T, sessions, returns, missing } = computeSessionReturns(index, [full, gap, young], 20170110, 4);
    expect([T, ...missing]).toEqual([4, 0, 2, 2]);
    expect([...sessions]).toEqual([20170105, 20170106, 20170109, 20170110]);
    expect([...returns]).toEqual([-0.5, 1, -0.5, 1, NaN, NaN, 1, 1, NaN, NaN, -0.5, 0.5]);
  });

  it('are filled with the index or with zero', () => {
    const { returns, indexReturns } = computeSessionReturns(index, [full, young], 20170110, 3);
    const proxied = fillMissingReturns(returns.slice(), indexReturns, 'proxy');
    expect([...proxied]).toEqual([1, -0.5, 1, indexReturns[0], -0.5, 0.5]);
    expect([...fillMissingReturns(returns.slice(), indexReturns, 'zero')]).toEqual([
      1, -0.5, 1, 0, -0.5, 0.5,
    ]);
    expect(returns[3]).toBeNaN();
    const gapped = computeSessionReturns(index, [full, gap], 20170110, 5);
    const filled = fillMissingReturns(gapped.returns, gapped.indexReturns, 'proxy');
    expect([...filled.subarray(5)]).toEqual([1, gapped.indexReturns[1], gapped.indexReturns[2], 1, 1]);
  });

  it('are as many as there are', () => {
    expect(computeSessionReturns(index, [full], 20170110, 252)).toMatchObject({ T: 5 });
    expect(computeSessionReturns(index, [full], 20170103, 252)).toMatchObject({ T: 0 });
    expect(computeSessionReturns({ dates: [], closes: [] }, [full], 20170103, 252)).toMatchObject({ T: 0 });
  });
});
