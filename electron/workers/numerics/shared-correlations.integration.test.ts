import { afterEach, describe, expect, it } from 'vitest';
import type { CorrelationKey, CorrelationSource } from '#electron/core/ports/correlation-cache.ts';
import type { Timers } from '#electron/core/ports/timers.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err } from '#shared/errors/result.ts';
import { dotProduct } from '#shared/quant/scenario.ts';
import { standardiseReturns } from '#shared/quant/standardised-returns.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { createCorrelationMemory, hashKey, MAX_SYMBOLS } from './correlation-layout.ts';
import { SharedCorrelationReader } from './correlation-reader.ts';
import { createNumericsPool, type NumericsPool } from './numerics-pool.ts';
import { createSharedCorrelations, type SharedCorrelationCache } from './shared-correlations.ts';

const timers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const KEY: CorrelationKey = {
  index: 'SPY',
  window: 60,
  policy: 'proxy',
  lastDate: 20_260_115,
  marketData: 'abc',
  barRulings: 0,
};
const pools: NumericsPool[] = [];

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function openPool(threads = 2): NumericsPool {
  const pool = createNumericsPool(timers, threads);
  pools.push(pool);
  return pool;
}

/** Returns with a common factor, large for some and tiny for others; the second symbol's do not vary. */
function sourceOf(
  count: number,
  T = KEY.window,
  more: Partial<CorrelationKey> = {},
  seed = 7,
): CorrelationSource {
  const random = new SeededRandom(seed);
  const market = random.times(T, () => random.fraction() - 0.5);
  const returns = Float64Array.from({ length: count * T }, (_, at) => {
    const id = Math.floor(at / T);
    if (id === 1) return 0.001;
    const scale = id % 7 === 3 ? 1e-6 : 0.02;
    return 0.0003 + scale * ((market[at % T] as number) + random.fraction() - 0.5);
  });
  return { key: { ...KEY, ...more }, symbols: random.times(count, (id) => `S${id}`), T, returns };
}

/** The largest difference to float64 sums over the returns themselves; an undefined one must be null. */
function worstError(cache: Pick<SharedCorrelationCache, 'correlation'>, source: CorrelationSource): number {
  const { T, returns, symbols } = source;
  const rows = standardiseReturns(returns, T);
  let worst = 0;
  for (let a = 0; a < symbols.length; a++) {
    const own = rows.subarray(a * T, (a + 1) * T);
    for (let b = a; b < symbols.length; b++) {
      const expected = dotProduct(own, rows, b * T, T);
      const found = cache.correlation(a, b);
      if (Number.isNaN(expected)) expect(found).toBeNull();
      else worst = Math.max(worst, Math.abs(expected - (found ?? NaN)));
      if (Number.isNaN(worst)) expect.fail(`nothing for ${a} and ${b}`);
    }
  }
  return worst;
}

async function built(
  source: CorrelationSource,
  cache: SharedCorrelationCache,
): Promise<SharedCorrelationCache> {
  cache.build(source);
  await cache.settled();
  expect(cache.failure).toBeNull();
  expect(cache.state).toBe('READY');
  return cache;
}

describe('the shared correlations', () => {
  it.each([
    [1, 2],
    [2, 60],
    [65, 60],
    [300, 252],
  ])('are within 1e-6 of float64 sums: %i symbols over %i sessions', async (count, T) => {
    const source = sourceOf(count, T);
    const cache = createSharedCorrelations({ pool: openPool() });
    expect(cache.bytes).toBe(0);
    await built(source, cache);
    expect(worstError(cache, source)).toBeLessThan(1e-6);
    expect(cache.bytes).toBeGreaterThan(((count * (count - 1)) / 2 + count * T) * 4);
    cache.close();
    expect(cache.bytes).toBe(0);
  });

  it('are those of the source built last, under another version, and null in between', async () => {
    const cache = createSharedCorrelations({ pool: openPool() });
    expect([cache.version, cache.correlation(0, 0), cache.row(0), cache.state]).toEqual([
      null,
      null,
      null,
      'EMPTY',
    ]);
    const first = sourceOf(80);
    await built(first, cache);
    const { version, shared } = cache;
    cache.build(first);
    expect(cache.state).toBe('READY');
    const next = sourceOf(80, KEY.window, { lastDate: 20_260_116 }, 8);
    cache.build(next);
    expect([cache.version, cache.correlation(0, 0), cache.row(0), cache.shared]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    await cache.settled();
    expect(worstError(cache, next)).toBeLessThan(1e-6);
    expect(cache.version).toBeGreaterThan(version ?? NaN);
    expect(cache.shared?.memory).toBe(shared?.memory);
    const stale = new SharedCorrelationReader(shared ?? expect.fail('nothing shared'));
    expect([stale.version, stale.correlation(0, 2), stale.row(0)]).toEqual([null, null, null]);
    const fewer = sourceOf(3, KEY.window, { marketData: 'def' });
    await built(fewer, cache);
    expect(worstError(cache, fewer)).toBeLessThan(1e-6);
    expect(cache.correlation(0, 3)).toBeNull();
  });

  it('know their key by each of its parts and by the order of the symbols', () => {
    const hashes = [
      hashKey(KEY, ['A', 'B']),
      hashKey({ ...KEY, index: 'QQQ' }, ['A', 'B']),
      hashKey({ ...KEY, window: 61 }, ['A', 'B']),
      hashKey({ ...KEY, policy: 'zero' }, ['A', 'B']),
      hashKey({ ...KEY, lastDate: 20_260_116 }, ['A', 'B']),
      hashKey({ ...KEY, marketData: 'abd' }, ['A', 'B']),
      hashKey(KEY, ['B', 'A']),
      hashKey(KEY, ['AB']),
    ];
    expect(new Set(hashes.map(({ low, high }) => `${low} ${high}`)).size).toBe(hashes.length);
    expect(hashKey({ ...KEY }, ['A', 'B'])).toEqual(hashes[0]);
  });

  it('drop a build that another overtakes, in a memory that its workers cannot reach', async () => {
    const cache = createSharedCorrelations({ pool: openPool() });
    cache.build(sourceOf(400, 252, { marketData: 'old' }, 1));
    const source = sourceOf(400, 252, { marketData: 'new' }, 2);
    await built(source, cache);
    expect(worstError(cache, source)).toBeLessThan(1e-6);
  });

  it('are not kept for more symbols than they have room for, and say so', () => {
    const cache = createSharedCorrelations({ pool: openPool() });
    cache.build(sourceOf(MAX_SYMBOLS + 1, 2));
    expect([cache.state, cache.correlation(0, 0), cache.shared]).toEqual(['TOO_LARGE', null, null]);
    cache.build(sourceOf(3, 1));
    expect(cache.state).toBe('EMPTY');
  });

  it('take 50 MiB and the rows for as many symbols as they have room for', () => {
    const { buffer } = createCorrelationMemory({ symbols: MAX_SYMBOLS, sessions: 252 });
    const rows = (MAX_SYMBOLS + 1) * 252 * 4;
    expect(MAX_SYMBOLS).toBeGreaterThan(5_000);
    expect(buffer.byteLength).toBeLessThan(50 * 1024 * 1024 + rows + 2 * 65_536);
  });

  it('are built once more when a worker is lost with its blocks, and then given up', async () => {
    const pool = openPool();
    let losses = 1;
    const memories = new Set<unknown>();
    const losing: Pick<NumericsPool, 'run' | 'threads'> = {
      threads: 2,
      run: async (name, input, options) => {
        if ('memory' in input) memories.add(input.memory);
        const answer = await pool.run(name, input, options);
        const isLost = name === 'correlateBlocks' && losses-- > 0;
        return isLost ? ({ ok: true, value: 0 } as typeof answer) : answer;
      },
    };
    const source = sourceOf(130);
    const cache = createSharedCorrelations({ pool: losing });
    await built(source, cache);
    expect(worstError(cache, source)).toBeLessThan(1e-6);
    expect(memories.size).toBe(2);
    losses = 4;
    cache.build(sourceOf(130, KEY.window, { lastDate: 20_260_116 }));
    await cache.settled();
    expect([cache.state, cache.correlation(0, 0), cache.shared]).toEqual(['FAILED', null, null]);
    expect(cache.failure?.code).toBe('INTERNAL');
    losses = 0;
    await built(sourceOf(130, KEY.window, { lastDate: 20_260_116 }), cache);
  });

  it('say why they cannot be had when the pool refuses, and stop when they are closed', async () => {
    const refusing: Pick<NumericsPool, 'run' | 'threads'> = {
      threads: 1,
      run: () => Promise.resolve(err(appError('NOT_READY', 'The numerics workers failed'))),
    };
    const cache = createSharedCorrelations({ pool: refusing });
    cache.build(sourceOf(5));
    await cache.settled();
    expect([cache.state, cache.failure?.code]).toEqual(['FAILED', 'NOT_READY']);
    const closing = createSharedCorrelations({ pool: openPool() });
    closing.build(sourceOf(300, 252));
    closing.close();
    await closing.settled();
    expect([closing.state, closing.correlation(0, 0)]).toEqual(['EMPTY', null]);
  });
});
