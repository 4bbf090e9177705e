import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import { createKernels, type Kernels } from '#electron/kernels/kernels.ts';
import { CONTROL, correlate, THREADS, type CorrelationJob } from './correlate.ts';
import type { KernelThreadTask } from './kernel-thread.ts';

/** Milliseconds by the wall, and of the processor over all threads of the process. */
export interface Timing {
  readonly wallMs: number;
  readonly cpuMs: number;
}

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
    this.#control = kernelMemory.int32(THREADS * 2).fill(0);
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
    const start = performance.now();
    const startCpu = process.cpuUsage();
    job.ticket[0] = 0;
    this.#startRound(index);
    correlate(this.kernels, job, 0, this.#control);
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(startCpu);
    return { wallMs, cpuMs: (user + system) / 1e3 };
  }

  async close(): Promise<void> {
    const exit = once(this.#worker, 'exit', { signal: AbortSignal.timeout(30_000) });
    this.#startRound(-1);
    await exit;
  }

  #startRound(index: number): void {
    this.#control[CONTROL.job] = index;
    Atomics.add(this.#control, CONTROL.round, 1);
    Atomics.notify(this.#control, CONTROL.round);
  }
}
