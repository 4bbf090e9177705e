import type { KernelMemory } from '#electron/kernels/kernel-memory.ts';
import type { CorrelationJob, CorrelationTask } from './correlation-thread.ts';
import { ThreadPair } from './thread-pair.ts';
import { timeOf, type Timing } from './timing.ts';

/** From returns to correlations on two bare threads. */
export class CorrelationThreads extends ThreadPair<CorrelationTask> {
  readonly #jobs: readonly CorrelationJob[];

  constructor({ memory }: KernelMemory, jobs: readonly CorrelationJob[]) {
    super(new URL('./correlation-thread.ts', import.meta.url), { memory, jobs });
    this.#jobs = jobs;
  }

  /** From the returns of job `index` to all its correlations. */
  time(index: number): Timing {
    return timeOf(() => {
      this.#jobs[index]?.ticket.fill(0);
      this.run(index);
    });
  }
}
