import type { Timers } from '#electron/core/ports/timers.ts';
import type { Result } from '#shared/errors/result.ts';
import type { BreakerState } from './breaker.ts';
import type { TaskInput, TaskOutput, Tasks } from './task-protocol.ts';

export interface WorkerPoolOptions {
  /** Entry of a worker, which calls `serveTasks`. */
  readonly url: URL;
  readonly threads: number;
  readonly timers: Timers;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** In [0, 1): spreads the starts of workers that died together. */
  readonly random: () => number;
  /** Calls that may wait for a worker. Default 256. */
  readonly maxQueue?: number;
  /** Of each worker's own heap. Default 256. */
  readonly heapMb?: number;
  /** How long a worker may take to notice a cancellation or its end before it is ended by force. Default 2 s. */
  readonly graceMs?: number;
  /** A worker without work for so long ends and gives its memory back. Default 10 s. */
  readonly idleMs?: number;
  /** Before a worker takes the place of one that failed: doubled with every failure in a row. Default 50 ms to 5 s. */
  readonly backoffMs?: { readonly first: number; readonly longest: number };
  /** Failures in a row after which no call is taken for a while. Default 5, 5 s to 60 s. */
  readonly breaker?: { readonly failures: number; readonly openMs: number; readonly longestOpenMs: number };
}

export interface RunOptions {
  /** From the call on, its time in the queue included. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Hears how much is done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/** How a pool stands, for a diagnostics pane. */
export interface PoolGauges {
  readonly threads: number;
  readonly started: number;
  readonly busy: number;
  readonly queued: number;
  readonly maxQueue: number;
  readonly failuresInARow: number;
  /** Workers that died or were ended by force since the start. */
  readonly lost: number;
  readonly breaker: BreakerState;
}

export interface WorkerPool<T extends Tasks> {
  readonly threads: number;
  /**
   * The answer of a task, exactly one whatever happens. Errors: OVERLOADED when too many calls wait, DEADLINE_EXCEEDED,
   * CANCELLED, NOT_READY while the workers fail one after the other or when the pool is closed, INTERNAL when the task
   * throws or its worker dies twice. A worker that does not notice that its call is over is ended.
   */
  run<N extends keyof T & string>(
    name: N,
    input: TaskInput<T[N]>,
    options: RunOptions,
  ): Promise<Result<TaskOutput<T[N]>>>;
  readonly gauges: PoolGauges;
  /** Cancels what is open and ends every worker. */
  close(): Promise<void>;
}
