import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { Breaker } from './breaker.ts';
import type { PoolGauges, RunOptions, WorkerPool, WorkerPoolOptions } from './pool-contract.ts';
import type { Tasks } from './task-protocol.ts';
import { WorkerThread } from './worker-thread.ts';

interface Call {
  readonly number: number;
  readonly name: string;
  readonly input: unknown;
  readonly onProgress: (share: number) => void;
  attempts: number;
  /** The first one counts. */
  readonly settle: (result: Result<unknown>) => void;
  isSettled: boolean;
}

/** A place for one worker. */
interface Slot {
  thread: WorkerThread | null;
  call: Call | null;
  /** Waits before its next worker is started. */
  isResting: boolean;
  /** Ends the wait for a worker to notice something, or to be idle for long. */
  cancelTimer: () => void;
}

const MAX_QUEUE = 256;
const HEAP_MB = 256;
const GRACE_MS = 2_000;
const IDLE_MS = 10_000;
const BACKOFF_MS = { first: 50, longest: 5_000 };
const BREAKER = { failures: 5, openMs: 5_000, longestOpenMs: 60_000 };
const ATTEMPTS = 2;

/** Worker threads that run tasks one at a time each; started when there is work for them. */
export function createWorkerPool<T extends Tasks>(options: WorkerPoolOptions): WorkerPool<T> {
  return new Pool(options) as unknown as WorkerPool<T>;
}

class Pool {
  readonly threads: number;
  readonly #options: WorkerPoolOptions;
  readonly #slots: readonly Slot[];
  readonly #queue: Call[] = [];
  readonly #breaker: Breaker;
  readonly #maxQueue: number;
  readonly #graceMs: number;
  /** Threads that were not seen to end yet, those of no slot any more among them. */
  readonly #living = new Set<WorkerThread>();
  #nextNumber = 1;
  #lost = 0;
  #isClosed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.threads = options.threads;
    this.#slots = Array.from({ length: options.threads }, () => ({
      thread: null,
      call: null,
      isResting: false,
      cancelTimer: () => undefined,
    }));
    this.#breaker = new Breaker({ ...(options.breaker ?? BREAKER), now: options.now });
    this.#maxQueue = options.maxQueue ?? MAX_QUEUE;
    this.#graceMs = options.graceMs ?? GRACE_MS;
  }

  get gauges(): PoolGauges {
    return {
      threads: this.threads,
      started: this.#slots.filter(({ thread }) => thread !== null).length,
      busy: this.#slots.filter(({ call }) => call !== null).length,
      queued: this.#queue.length,
      maxQueue: this.#maxQueue,
      failuresInARow: this.#breaker.failures,
      lost: this.#lost,
      breaker: this.#breaker.state,
    };
  }

  run(name: string, input: unknown, options: RunOptions): Promise<Result<unknown>> {
    const refused = this.#refusal(options.signal);
    if (refused !== null) return Promise.resolve(err(refused));
    return new Promise((resolve) => {
      const { deadlineMs, signal, onProgress = () => undefined } = options;
      const call: Call = {
        number: this.#nextNumber++,
        name,
        input,
        onProgress,
        attempts: 0,
        isSettled: false,
        settle(result) {
          if (call.isSettled) return;
          call.isSettled = true;
          cancelDeadline();
          signal?.removeEventListener('abort', onAbort);
          resolve(result);
        },
      };
      const cancelDeadline = this.#options.timers.after(deadlineMs, () =>
        this.#abandon(call, tooSlow(name, deadlineMs)),
      );
      const onAbort = (): void => this.#abandon(call, cancelled(name));
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(call);
      this.#dispatch();
    });
  }

  #refusal(signal: AbortSignal | undefined): AppError | null {
    if (this.#isClosed) return appError('NOT_READY', 'The numerics workers are closed');
    if (signal?.aborted === true) return cancelled('the call');
    if (this.#breaker.state === 'OPEN') return this.#broken();
    if (this.#queue.length < this.#maxQueue) return null;
    return appError('OVERLOADED', `${this.#maxQueue} calls wait for the numerics workers`, '', 'Try again.');
  }

  #broken(): AppError {
    const seconds = Math.ceil(this.#breaker.retryInMs / 1_000);
    return appError(
      'NOT_READY',
      `The numerics workers failed ${this.#breaker.failures} times in a row`,
      '',
      `Try again in ${seconds} s.`,
    );
  }

  /** Hands waiting calls to workers that have none, the oldest first. */
  #dispatch(): void {
    while (this.#queue.length > 0 && this.#mayStart()) {
      const slot =
        this.#slots.find(({ thread, call }) => thread !== null && call === null) ??
        this.#slots.find(({ thread, isResting }) => thread === null && !isResting);
      if (slot === undefined) return;
      const call = this.#queue.shift();
      if (call !== undefined) this.#start(slot, call);
    }
  }

  #mayStart(): boolean {
    const { state } = this.#breaker;
    return state === 'CLOSED' || (state === 'HALF_OPEN' && this.#slots.every(({ call }) => call === null));
  }

  #start(slot: Slot, call: Call): void {
    slot.cancelTimer();
    const thread = (slot.thread ??= this.#startThread(slot));
    slot.call = call;
    call.attempts++;
    thread.run(call.number, call.name, call.input).then(
      (value) => this.#answered(slot, call, ok(value)),
      (thrown: Error) =>
        this.#answered(slot, call, err(appError('INTERNAL', `${call.name} failed: ${thrown.message}`))),
    );
  }

  #startThread(slot: Slot): WorkerThread {
    const { url, timers, heapMb = HEAP_MB } = this.#options;
    const thread = new WorkerThread({
      url,
      heapMb,
      timers,
      onProgress: (number, share) => {
        if (slot.call?.number === number && !slot.call.isSettled) slot.call.onProgress(share);
      },
      onEnded: (why) => {
        this.#living.delete(thread);
        if (slot.thread === thread) this.#failed(slot, why);
      },
    });
    this.#living.add(thread);
    return thread;
  }

  /** The worker is well, whatever became of the call meanwhile. */
  #answered(slot: Slot, call: Call, result: Result<unknown>): void {
    if (slot.call !== call) return;
    slot.cancelTimer();
    slot.call = null;
    this.#breaker.succeeded();
    slot.cancelTimer = this.#options.timers.after(this.#options.idleMs ?? IDLE_MS, () => this.#retire(slot));
    call.settle(result);
    this.#dispatch();
  }

  #retire(slot: Slot): void {
    void slot.thread?.end(this.#graceMs);
    slot.thread = null;
  }

  /** The worker is gone that nobody had ended: its call goes to another one, once. */
  #failed(slot: Slot, why: string): void {
    const { call } = slot;
    slot.cancelTimer();
    slot.thread = null;
    slot.call = null;
    this.#lost++;
    this.#breaker.failed();
    this.#rest(slot);
    if (call !== null && !call.isSettled) {
      if (call.attempts < ATTEMPTS) this.#queue.unshift(call);
      else call.settle(err(appError('INTERNAL', `${call.name} ended its worker twice: ${why}`)));
    }
    if (this.#breaker.state === 'OPEN') {
      const error = this.#broken();
      for (const waiting of this.#queue.splice(0)) waiting.settle(err(error));
    }
    this.#dispatch();
  }

  #rest(slot: Slot): void {
    const { timers, random, backoffMs = BACKOFF_MS } = this.#options;
    const longest = Math.min(backoffMs.longest, backoffMs.first * 2 ** (this.#breaker.failures - 1));
    slot.isResting = true;
    slot.cancelTimer = timers.after(longest * (0.5 + random() / 2), () => {
      slot.isResting = false;
      this.#dispatch();
    });
  }

  /** Answers a call that is over for its caller; a worker that does not notice it in time is ended. */
  #abandon(call: Call, error: AppError): void {
    call.settle(err(error));
    const waiting = this.#queue.indexOf(call);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    const slot = this.#slots.find((one) => one.call === call);
    if (slot === undefined) return;
    slot.thread?.cancel(call.number);
    slot.cancelTimer = this.#options.timers.after(this.#graceMs, () => slot.thread?.kill());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = appError('CANCELLED', 'The numerics workers were closed');
    for (const waiting of this.#queue.splice(0)) waiting.settle(err(closed));
    for (const slot of this.#slots) {
      slot.cancelTimer();
      slot.call?.settle(err(closed));
      if (slot.call !== null) slot.thread?.cancel(slot.call.number);
      slot.call = null;
      slot.thread = null;
    }
    await Promise.all([...this.#living].map((thread) => thread.end(this.#graceMs)));
  }
}

const cancelled = (what: string): AppError => appError('CANCELLED', `${what} was cancelled`);
const tooSlow = (name: string, deadlineMs: number): AppError =>
  appError('DEADLINE_EXCEEDED', `${name} took longer than ${deadlineMs / 1_000} s`);
