import { describe, expect, it } from 'vitest';
import type { SymbolId } from '#shared/domain/ids.ts';
import { build } from '#shared/testing/builders.ts';
import { PriceHistory } from '../marketdata/price-history.ts';
import { marketVol, metricSource } from './tighten-metrics.ts';

const historyOf = (closes: readonly number[]): PriceHistory =>
  new PriceHistory({
    symbols: ['SPY' as SymbolId],
    symbolIndex: new Int32Array(closes.length),
    dates: Int32Array.from(closes, (_, i) => 20260101 + i),
    closes: Float64Array.from(closes),
    volumes: new Float64Array(closes.length),
  });
/** Up 1 % and down 1 % by turns, `returns` times. */
const zigzag = (returns: number): number[] => {
  const closes = [100];
  for (let i = 0; i < returns; i++) closes.push((closes.at(-1) ?? 0) * (i % 2 === 0 ? 1.01 : 0.99));
  return closes;
};

describe('marketVol', () => {
  it('is the sample deviation of the last 20 returns, times sqrt(252)', () => {
    // Ten of +1 % and ten of -1 %: variance 20 * 0.01^2 / 19.
    const expected = Math.sqrt((252 * 20 * 0.0001) / 19);
    expect(marketVol({ history: historyOf(zigzag(20)), today: 20260199 }, 'SPY')).toBeCloseTo(expected, 12);
    const wild = [1, 50, ...zigzag(20)];
    expect(marketVol({ history: historyOf(wild), today: 20260199 }, 'SPY')).toBeCloseTo(expected, 12);
  });

  it.each([
    ['19 returns', historyOf(zigzag(19)), 20260199],
    ['21 bars of which the clock knows 20', historyOf(zigzag(20)), 20260120],
    ['a close that is missing', historyOf(zigzag(20).with(7, NaN)), 20260199],
    ['a close of nothing', historyOf(zigzag(20).with(7, 0)), 20260199],
    ['no bars', historyOf([]), 20260199],
  ])('%s is missing', (_name, history, today) => expect(marketVol({ history, today }, 'SPY')).toBeNull());
});

it('each metric is read from its own place', () => {
  const source = metricSource({
    history: historyOf(zigzag(20)),
    today: 20260199,
    stress: 0.25,
    drawdown: ({ key }) => (key === 'MAIN' ? 0.1 : null),
  });
  const limit = build.limit('LEVERAGE', 'RATIO', '2', { scope: { level: 'ACCOUNT', key: 'MAIN' } });
  expect(source(limit, 'STRESS_LEVEL')).toBe(0.25);
  expect(source(limit, 'BOOK_DRAWDOWN')).toBe(0.1);
  expect(source(limit, 'MARKET_VOL')).toBeGreaterThan(0.16);
  expect(source({ ...limit, params: { index: 'QQQ' } }, 'MARKET_VOL')).toBeNull();
});
