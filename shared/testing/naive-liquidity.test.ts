import { describe, expect, it } from 'vitest';
import type { SymbolId } from '#shared/domain/ids.ts';
import { build } from './builders.ts';
import type { NaiveBar } from './naive-desk.ts';
import { measured, simple } from './single-outcome.ts';

const SELL = { side: 'SELL' } as const;

describe('liquidity', () => {
  const bars = (volumes: readonly (number | null)[]): NaiveBar[] =>
    volumes.map((volume, day) => ({
      symbol: 'A' as SymbolId,
      date: 20251201 + day,
      close: build.price(day % 2 === 0 ? 100 : 110),
      volume: volume === null ? null : build.quantity(volume),
    }));
  const steady = bars([999_999, ...Array<number>(20).fill(100)]);
  const ticket = build.ticket('A', 5);
  const desk = simple({ bars: steady, positions: [build.position('A1', 'A', 10)] });

  it.each([
    ['MIN_ADV', 'QTY', {}, null, 100],
    ['PARTICIPATION', 'FRACTION', {}, null, 0.05],
    ['POSITION_ADV', 'FRACTION', {}, 0.1, 0.15],
    ['DAYS_TO_LIQUIDATE', 'DAYS', {}, 0.5, 0.75],
    ['DAYS_TO_LIQUIDATE', 'DAYS', { rate: '0.1' }, 1, 1.5],
  ] as const)('%s in %s with %j', (control, unit, params, before, after) => {
    expect(measured(desk, ticket, build.limit(control, unit, '1', { params }))).toMatchObject({
      before,
      after,
    });
  });

  it('estimates impact from the deviation of the returns there are', () => {
    // Ten returns of +10 % and ten of -1/11, in turn.
    const half = (0.1 + 1 / 11) / 2;
    const bps = half * Math.sqrt(20 / 19) * Math.sqrt(0.05) * 1e4;
    const limit = (unit: 'BPS' | 'MONEY') =>
      build.limit('IMPACT', unit, '1000000', { params: { index: 'A' } });
    expect(measured(desk, ticket, limit('BPS')).after).toBeCloseTo(bps, 9);
    expect(measured(desk, ticket, limit('MONEY')).after).toBeCloseTo((bps / 1e4) * 52.5, 9);
    expect(measured({ ...desk, bars: steady.slice(1) }, ticket, limit('BPS')).missing?.input).toBe('returns');
  });

  it.each([
    [100, 'WARN'],
    [100.01, 'BLOCK'],
    [80, 'PASS'],
    [80.01, 'WARN'],
  ])('a minimum of %d against an ADV of 100', (hard, status) => {
    expect(measured(desk, ticket, build.limit('MIN_ADV', 'QTY', String(hard))).status).toBe(status);
  });

  it.each([
    ['too few bars', steady.slice(2), {}, 'volume'],
    ['fewer bars allowed', steady.slice(2), { minBars: 5 }, undefined],
    ['a volume missing', bars([...Array<number>(19).fill(100), null]), {}, 'volume'],
    ['an old volume missing', bars([null, ...Array<number>(20).fill(100)]), {}, undefined],
    ['no volume at all', bars(Array<number>(20).fill(0)), {}, 'adv'],
  ])('%s', (_name, rows, params, input) => {
    const seen = measured(
      { ...desk, bars: rows },
      ticket,
      build.limit('PARTICIPATION', 'FRACTION', '1', { params }),
    );
    expect(seen.missing?.input).toBe(input);
  });

  it('knows no bar after the date of the clock', () => {
    const later = steady.map((bar) => ({ ...bar, date: bar.date + 10_000, volume: build.quantity(7) }));
    const limit = build.limit('MIN_ADV', 'QTY', '1');
    expect(measured({ ...desk, bars: [...steady, ...later] }, ticket, limit).after).toBe(100);
  });

  it('takes the days of the worse side, whichever the ticket adds to', () => {
    const working = [build.working(build.ticket('A', 30, SELL))];
    const limit = build.limit('DAYS_TO_LIQUIDATE', 'DAYS', '9');
    expect(measured({ ...desk, working }, ticket, limit)).toMatchObject({ before: 1, after: 1 });
  });

  it('compares an ADV of zero with the minimum', () => {
    const dead = { ...desk, bars: bars(Array<number>(20).fill(0)) };
    expect(measured(dead, ticket, build.limit('MIN_ADV', 'QTY', '1'))).toMatchObject({
      after: 0,
      status: 'BLOCK',
    });
  });

  it('has no NOT_WORSE and warns a reducing ticket', () => {
    const limit = build.limit('POSITION_ADV', 'FRACTION', '0.01');
    expect(measured(desk, build.ticket('A', 20, SELL), limit).status).toBe('BLOCK');
    expect(measured(desk, build.ticket('A', 10, SELL), { ...limit, hard: '0.001' })).toMatchObject({
      after: 0,
      status: 'PASS',
    });
    expect(measured(desk, build.ticket('A', 5, SELL), limit)).toMatchObject({
      status: 'WARN',
      exempt: 'REDUCING',
    });
  });
});
