import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { nodeTimers } from '#electron/server/node-timers.ts';
import { createSharedCorrelations } from '#electron/workers/numerics/shared-correlations.ts';
import { createWorkerPool } from '#electron/workers/numerics/worker-pool.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import type { contentionTasks } from './contention-tasks.ts';

export interface LoadSize {
  readonly symbols: number;
  readonly sessions: number;
  readonly assets: number;
  readonly paths: number;
}

export interface HeavyLoad {
  /** What was done until now. */
  readonly builds: number;
  readonly simulations: number;
  readonly buildMs: readonly number[];
  /** For how long starting each build held this thread. */
  readonly holdMs: readonly number[];
  /** Resolves when both are at work; rejects with what either failed with. */
  started(): Promise<unknown>;
  /** Ends both loops and the pool; throws what either failed with. */
  stop(): Promise<void>;
}

const DEADLINE_MS = 120_000;
/** One for each of the two loads, whatever the product would start. */
const LEAST_THREADS = 2;

/** Builds the correlation matrix again and again, and simulates beside it, both on a pool of this process. */
export function startHeavyLoad({ symbols, sessions, assets, paths }: LoadSize): HeavyLoad {
  const pool = createWorkerPool<typeof contentionTasks>({
    url: new URL('./contention-worker.ts', import.meta.url),
    threads: Math.max(LEAST_THREADS, availableParallelism() - 1),
    timers: nodeTimers,
    now: () => performance.now(),
    random: Math.random,
  });
  const cache = createSharedCorrelations({ pool, deadlineMs: DEADLINE_MS });
  const names = Array.from({ length: symbols }, (_, id) => `S${id}`);
  const returns = Float64Array.from({ length: symbols * sessions }, (_, at) => Math.sin(at * at) / 50);
  const load = { builds: 0, simulations: 0, buildMs: [] as number[], holdMs: [] as number[] };
  let isStopped = false;
  const build = async (): Promise<void> => {
    while (!isStopped) {
      const start = performance.now();
      const key = {
        index: 'SPY',
        window: sessions,
        policy: 'proxy',
        lastDate: 1,
        marketData: `${start}`,
        barRulings: 0,
      } as const;
      cache.build({ key, symbols: names, T: sessions, returns });
      load.holdMs.push(performance.now() - start);
      await cache.settled();
      if (cache.failure !== null) throw new AppErrorException(cache.failure);
      load.builds++;
      load.buildMs.push(performance.now() - start);
    }
  };
  const simulate = async (): Promise<void> => {
    while (!isStopped) {
      const done = await pool.run(
        'simulate',
        { assets, paths, seed: load.simulations },
        { deadlineMs: DEADLINE_MS },
      );
      if (!done.ok) throw new AppErrorException(done.error);
      load.simulations++;
      await nextTurn();
    }
  };
  const loops = Promise.all([build(), simulate()]);
  // Whoever stops the load hears of it.
  loops.catch(() => undefined);
  const bothAtWork = async (): Promise<void> => {
    while (load.builds === 0 || load.simulations === 0) await sleep(10);
  };
  return Object.assign(load, {
    started: () => Promise.race([bothAtWork(), loops]),
    async stop() {
      isStopped = true;
      try {
        await loops;
      } finally {
        await pool.close();
      }
    },
  });
}
