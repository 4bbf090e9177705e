import { availableParallelism } from 'node:os';
import type { Timers } from '#electron/core/ports/timers.ts';
import type { numericsTasks } from './numerics-tasks.ts';
import type { WorkerPool } from './pool-contract.ts';
import { createWorkerPool } from './worker-pool.ts';

const MOST_THREADS = 8;

export type NumericsPool = WorkerPool<typeof numericsTasks>;

/** The pool of numerics workers: a thread a core, the engine's left out; at least one, at most eight. */
export function createNumericsPool(timers: Timers, threads = coresForNumerics()): NumericsPool {
  return createWorkerPool({
    url: new URL('./numerics-worker.ts', import.meta.url),
    threads,
    timers,
    now: () => performance.now(),
    random: Math.random,
  });
}

const coresForNumerics = (): number => Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1));
