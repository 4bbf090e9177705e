import { describe, expect, it } from 'vitest';
import type { EpochMs, SymbolId } from '#shared/domain/ids.ts';
import { build } from './builders.ts';
import type { NaiveBar } from './naive-desk.ts';
import { measured, simple } from './single-outcome.ts';

const SELL = { side: 'SELL' } as const;

describe('market risk', () => {
  const DATES = [20260109, 20260112, 20260113, 20260114, 20260115, 20260116];
  const bars = (symbol: string, closes: readonly (number | null)[]): NaiveBar[] =>
    closes.map((close, day) => ({
      symbol: symbol as SymbolId,
      date: DATES[day] ?? 0,
      close: close === null ? null : build.price(close),
      volume: build.quantity(100),
    }));
  // Returns of A: +10 %, -10 %, 0, -20 %, +25 %; of the index: 0, +10 %, -50 %, 0, +100 %.
  const history = [...bars('A', [100, 110, 99, 99, 79.2, 99]), ...bars('IDX', [10, 10, 11, 5.5, 5.5, 11])];
  const desk = simple({ bars: history, positions: [build.position('A1', 'A', 10)] });
  const ticket = build.ticket('A', 10);
  const params = { window: 5, index: 'IDX', confidence: '0.8' };
  // 10 shares at 10: losses -10, 10, 0, 20, -25; after 20 shares twice that.
  const deviation = Math.sqrt((9 ** 2 + 11 ** 2 + 1 + 21 ** 2 + 24 ** 2) / 4);

  it.each([
    ['VAR_HISTORICAL', 'MONEY', {}, 10, 20],
    ['VAR_HISTORICAL', 'FRACTION', {}, 10 / 1100, 20 / 1100],
    ['VAR_HISTORICAL', 'MONEY', { confidence: 0.6 }, 0, 0],
    ['VAR_HISTORICAL', 'MONEY', { confidence: 0.61 }, 10, 20],
    ['VAR_HISTORICAL', 'MONEY', { horizonDays: 4 }, 20, 40],
    ['VAR_HISTORICAL', 'MONEY', { confidence: 0.2 }, -25, -50],
    ['EXPECTED_SHORTFALL', 'MONEY', {}, 20, 40],
    ['EXPECTED_SHORTFALL', 'MONEY', { confidence: 0.79 }, 15, 30],
    ['INCREMENTAL_VAR', 'MONEY', {}, 0, 10],
    [
      'VAR_PARAMETRIC',
      'MONEY',
      { confidence: 0.99 },
      2.3263478740408408 * deviation,
      2 * 2.3263478740408408 * deviation,
    ],
    [
      'PORTFOLIO_VOL',
      'FRACTION',
      {},
      (Math.sqrt(252) * deviation) / 1100,
      (2 * Math.sqrt(252) * deviation) / 1100,
    ],
  ] as const)('%s in %s with %j', (control, unit, more, before, after) => {
    const seen = measured(
      desk,
      ticket,
      build.limit(control, unit, '100000', { params: { ...params, ...more } }),
    );
    expect(seen.before).toBeCloseTo(before, 11);
    expect(seen.after).toBeCloseTo(after, 11);
  });

  it('lets working orders fill on both sides', () => {
    const hedged = {
      ...desk,
      working: [build.working(build.ticket('A', 15, SELL)), build.working(build.ticket('A', 5))],
    };
    const seen = measured(hedged, ticket, build.limit('VAR_HISTORICAL', 'MONEY', '100', { params }));
    expect(seen.before).toBeCloseTo(0, 12);
    expect(seen.after).toBeCloseTo(10, 12);
  });

  it.each([
    ['proxy', 50, ['A']],
    ['zero', 10, []],
  ])('a missing close by %s', (missing, after, proxied) => {
    // Without the close of the 14th A lacks the returns of two sessions: the index's are -50 % and 0.
    const holes = [...bars('A', [100, 110, 99, null, 79.2, 99]), ...history.slice(6)];
    const seen = measured(
      { ...desk, bars: holes, positions: [] },
      ticket,
      build.limit('VAR_HISTORICAL', 'MONEY', '1000', { params: { ...params, confidence: 0.81, missing } }),
    );
    expect(seen.after).toBeCloseTo(after, 12);
    expect(seen.proxied).toEqual(proxied);
  });

  it.each([
    [
      'refused returns',
      { missing: 'refuse' },
      [...bars('A', [100, null, 99, 99, 79.2, 99]), ...history.slice(6)],
      'returns',
    ],
    ['a long window', { window: 6 }, history, 'history'],
    ['an index never seen', { index: 'SPX' }, history, 'history'],
    [
      'a hole in the index',
      {},
      [...history.slice(0, 6), ...bars('IDX', [10, null, 11, 5.5, 5.5, 11])],
      'returns',
    ],
  ] as const)('%s leave it undetermined', (_name, more, rows, input) => {
    const seen = measured(
      { ...desk, bars: rows },
      ticket,
      build.limit('VAR_HISTORICAL', 'MONEY', '100', { params: { ...params, ...more } }),
    );
    expect(seen).toMatchObject({ status: 'UNDETERMINED', missing: { input } });
  });

  it('ends its window at the date of the clock', () => {
    const earlier = { ...desk, clock: { mode: 'AS_OF', now: (build.NOON - 86_400_000) as EpochMs } } as const;
    const limit = build.limit('VAR_HISTORICAL', 'MONEY', '100', {
      params: { ...params, window: 4, confidence: 0.75 },
    });
    expect(measured(earlier, ticket, limit).after).toBeCloseTo(20, 12);
  });

  it('marks a status that rounding could turn', () => {
    const near = measured(desk, ticket, build.limit('VAR_HISTORICAL', 'MONEY', '20', { params }));
    expect(near.nearTie).toBe(true);
    expect(measured(desk, ticket, build.limit('VAR_HISTORICAL', 'MONEY', '20.001', { params })).nearTie).toBe(
      false,
    );
  });
});
