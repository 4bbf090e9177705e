import { Worker } from 'node:worker_threads';
import type { Timers } from '#electron/core/ports/timers.ts';
import { wrapWorker } from '../comlink-node.ts';
import type { TaskProgress, TaskWorkerApi, TaskWorkerData } from './task-protocol.ts';

export interface WorkerThreadOptions {
  readonly url: URL;
  readonly heapMb: number;
  readonly timers: Timers;
  readonly onProgress: (call: number, share: number) => void;
  /** Once, when the thread is gone, with why. */
  readonly onEnded: (why: string) => void;
}

/** One thread of a pool and the calls to it, which never settle once it is gone. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #remote: ReturnType<typeof wrapWorker<TaskWorkerApi>>;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #timers: Timers;
  readonly #ended: Promise<void>;
  #why = '';

  constructor({ url, heapMb, timers, onProgress, onEnded }: WorkerThreadOptions) {
    this.#timers = timers;
    this.#worker = new Worker(url, {
      workerData: { cancelled: this.#cancelled.buffer } satisfies TaskWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
      execArgv: [],
    });
    this.#remote = wrapWorker<TaskWorkerApi>(this.#worker);
    this.#worker.on('message', (message: Partial<TaskProgress>) => {
      if (message.progressOf !== undefined) onProgress(message.progressOf, message.share ?? 0);
    });
    this.#worker.on('error', (thrown: Error) => (this.#why = thrown.message));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    this.#worker.once('exit', (code) => {
      resolve();
      onEnded(this.#why === '' ? `exit code ${code}` : this.#why);
    });
  }

  /** The task's answer; rejects with what it threw, or when the input cannot travel. */
  run(call: number, name: string, input: unknown): Promise<unknown> {
    return this.#remote.run(call, name, input);
  }

  /** Tells the task that nobody waits for it. */
  cancel(call: number): void {
    Atomics.store(this.#cancelled, 0, call);
  }

  /** Asks the thread to end by itself, and ends it when it has not after `graceMs`. Resolves when it is gone. */
  async end(graceMs: number): Promise<void> {
    const cancelTimer = this.#timers.after(graceMs, () => this.kill());
    // A thread that is gone already never answers.
    void Promise.resolve(this.#remote.close()).catch(() => undefined);
    await this.#ended;
    cancelTimer();
  }

  kill(): void {
    void this.#worker.terminate();
  }
}
