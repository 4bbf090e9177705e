import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import { createKernels, type Kernels } from '#electron/kernels/kernels.ts';
import type { RankKJob } from '#shared/quant/matrix-kernels.ts';
import { awaitBlocks, CONTROL, multiplyBlocks } from './shared-blocks.ts';
import type { KernelThreadTask } from './kernel-thread.ts';
import { timeOf, type Timing } from './timing.ts';

/** Returns to correlations: the rows are standardised into `rows`, their products are `out`. */
export type CorrelationJob = RankKJob & { readonly returns: Float64Array };

/** Two bare threads at the same jobs, this one and one more, with nothing between them but the shared memory. */
export class KernelThreads {
  readonly kernels: Kernels;
  readonly #control: Int32Array;
  readonly #worker: Worker;
  readonly #jobs: readonly CorrelationJob[];

  constructor(kernelMemory: KernelMemory, jobs: readonly CorrelationJob[]) {
    const { memory } = kernelMemory;
    this.kernels = createKernels(memory);
    this.#jobs = jobs;
    this.#control = kernelMemory.int32(3).fill(0);
    const workerData: KernelThreadTask = { memory, jobs, control: this.#control };
    this.#worker = new Worker(new URL('./kernel-thread.ts', import.meta.url), { workerData });
  }

  async ready(): Promise<void> {
    await once(this.#worker, 'online', { signal: AbortSignal.timeout(30_000) });
  }

  /** From the returns of job `index` to all its correlations. */
  time(index: number): Timing {
    const job = this.#jobs[index];
    if (job === undefined) throw new RangeError(`no job ${index}`);
    return timeOf(() => {
      this.kernels.standardise(job);
      this.#startRound(index);
      multiplyBlocks(this.kernels, job, this.#control);
      awaitBlocks(job.n, this.#control);
    });
  }

  async close(): Promise<void> {
    const exit = once(this.#worker, 'exit', { signal: AbortSignal.timeout(30_000) });
    this.#startRound(-1);
    await exit;
  }

  /** The other thread may still be asking the last round's ticket for more, so the ticket is set last. */
  #startRound(index: number): void {
    Atomics.store(this.#control, CONTROL.job, index);
    Atomics.store(this.#control, CONTROL.blocks, 0);
    const job = this.#jobs[index];
    if (job !== undefined) Atomics.store(job.ticket, 0, 0);
    Atomics.add(this.#control, CONTROL.round, 1);
    Atomics.notify(this.#control, CONTROL.round);
  }
}
