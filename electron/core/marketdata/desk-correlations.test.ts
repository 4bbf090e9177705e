import { describe, expect, it } from 'vitest';
import { manualTimers, type ManualTimers } from '#electron/rpc/manual-timers.testing.ts';
import type { ScenarioSet } from '#shared/controls/views.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { TaskBoard } from '../tasks/task-board.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { CorrelationCache, CorrelationSource } from '../ports/correlation-cache.ts';
import { LazyCorrelations } from './correlations.ts';
import { DeskCorrelations, type CorrelatedDesk } from './desk-correlations.ts';

const T = 252;

/** Three instruments: a sine, its opposite at half the size, and one that does not vary. */
function bookOf(lastDate: number, more: Partial<ScenarioSet> = {}): DeskBook {
  const returns = Float64Array.from({ length: 3 * T }, (_, at) =>
    at < T ? Math.sin(at) : at < 2 * T ? -Math.sin(at - T) / 2 : 0,
  );
  const correlations = new LazyCorrelations(returns, T);
  const dates = Int32Array.from({ length: T + 1 }, (_, at) => lastDate - T + at);
  const closes = new Float64Array(T + 1).fill(1e6);
  if (more.indexComplete === false) closes[7] = NaN;
  const series = { dates, closes, volumes: closes };
  const short = { dates: dates.subarray(1), closes: closes.subarray(1), volumes: closes.subarray(1) };
  const set = { index: 'SPY', window: T, policy: 'proxy', T, returns, correlations, indexComplete: true };
  return {
    today: lastDate + 1,
    history: { lastDateUpTo: () => lastDate, of: () => ((more.T ?? T) < T ? short : series) },
    instruments: ['A', 'B', 'C'].map((symbol) => ({ instrument: { symbol } })),
    market: { scenarios: () => ({ ...set, ...more }) },
  } as unknown as DeskBook;
}

const finish = (timers: ManualTimers): void => {
  while (timers.waiting > 0) timers.advance(0);
};

/** Answers 0.5 for whatever it was asked to build, once it is ready. */
class FakeCache implements CorrelationCache {
  readonly built: CorrelationSource[] = [];
  readonly state = 'EMPTY';
  readonly bytes = 0;
  isReady = false;
  readonly failure = null;

  get version(): number | null {
    return this.isReady ? 7 : null;
  }

  correlation(): number | null {
    return this.isReady ? 0.5 : null;
  }

  row(): Float32Array | null {
    return this.isReady ? new Float32Array([0.5]) : null;
  }

  build(source: CorrelationSource): void {
    this.built.push(source);
    this.isReady = false;
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }
}

const TASKS = new TaskBoard(
  { clock: { now: () => 0 as EpochMs, monotonicMicros: () => 0 }, newId: () => 'T-1' },
  () => undefined,
);

describe('the correlations of the desk', () => {
  it('are computed where there is no cache', () => {
    const correlations = new DeskCorrelations(
      { book: bookOf(20_260_115), marketData: 'a', barRulings: 3 },
      null,
      manualTimers(),
      TASKS,
    );
    expect(correlations.version).toBeNull();
    expect(correlations.correlation(0, 1)).toBeCloseTo(-1, 12);
    expect(correlations.correlation(0, 0)).toBe(1);
    expect(correlations.row(1)).toEqual(new Float32Array([-1, 1, NaN]));
    expect([correlations.correlation(0, 2), correlations.correlation(2, 2)]).toEqual([null, null]);
    for (const id of [-1, 3, 0.5, NaN]) {
      expect([correlations.correlation(0, id), correlations.row(id)]).toEqual([null, null]);
    }
  });

  it('come from the cache once it has them, and never those of a book before', () => {
    const cache = new FakeCache();
    const desk = { book: bookOf(20_260_115), marketData: 'a', barRulings: 3 } satisfies CorrelatedDesk;
    const timers = manualTimers();
    const correlations = new DeskCorrelations(desk, cache, timers, TASKS);
    correlations.refresh();
    correlations.refresh();
    expect(cache.built).toHaveLength(0);
    finish(timers);
    expect(cache.built).toHaveLength(1);
    expect(cache.built[0]).toMatchObject({
      key: { index: 'SPY', window: T, policy: 'proxy', lastDate: 20_260_115, marketData: 'a', barRulings: 3 },
      symbols: ['A', 'B', 'C'],
      T,
    });
    expect(correlations.correlation(0, 1)).toBeCloseTo(-1, 12);
    cache.isReady = true;
    expect([correlations.version, correlations.correlation(0, 1), correlations.row(0)]).toEqual([
      7,
      0.5,
      new Float32Array([0.5]),
    ]);
    desk.book = bookOf(20_260_116);
    expect(correlations.correlation(0, 1)).toBeCloseTo(-1, 12);
    expect([correlations.version, cache.built.length]).toEqual([null, 1]);
    finish(timers);
    expect([correlations.version, cache.built.at(-1)?.key.lastDate]).toEqual([null, 20_260_116]);
  });

  it.each([{ T: 251 }, { indexComplete: false }])('are null when the index falls short: %o', (short) => {
    const cache = new FakeCache();
    const desk = { book: bookOf(20_260_115), marketData: 'a', barRulings: 3 };
    const timers = manualTimers();
    const correlations = new DeskCorrelations(desk, cache, timers, TASKS);
    correlations.refresh();
    finish(timers);
    cache.isReady = true;
    desk.book = bookOf(20_260_116, short);
    expect([correlations.version, correlations.correlation(0, 1), correlations.row(0)]).toEqual([
      null,
      null,
      null,
    ]);
    finish(timers);
    expect(cache.built).toHaveLength(1);
  });

  it('of a book that is replaced while its returns are made are never built, and none once it is closed', () => {
    const cache = new FakeCache();
    const timers = manualTimers();
    const desk = { book: bookOf(20_260_115), marketData: 'a', barRulings: 3 };
    const correlations = new DeskCorrelations(desk, cache, timers, TASKS);
    correlations.refresh();
    timers.advance(0);
    desk.book = bookOf(20_260_116);
    finish(timers);
    expect(cache.built.map(({ key }) => key.lastDate)).toEqual([20_260_116]);
    desk.book = bookOf(20_260_117);
    correlations.refresh();
    correlations.close();
    finish(timers);
    expect(cache.built).toHaveLength(1);
  });
});
