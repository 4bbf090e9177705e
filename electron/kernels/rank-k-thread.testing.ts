import { workerData } from 'node:worker_threads';
import type { RankKJob } from '#shared/quant/matrix-kernels.ts';
import { viewOn } from './kernel-memory.ts';
import { createKernels } from './kernels.ts';
import type { SharedMemory } from './web-assembly.ts';

/** Started as a thread: waits until `gate` opens, works on the job with the others, and leaves how much it did in `done`. */
export interface RankKTask {
  readonly memory: SharedMemory;
  readonly job: RankKJob;
  readonly gate: Int32Array;
  readonly done: Int32Array;
  readonly slot: number;
}

const { memory, job, gate, done, slot } = workerData as RankKTask;
const kernels = createKernels(memory);
const own = {
  ...job,
  rows: viewOn(memory, job.rows),
  out: viewOn(memory, job.out),
  ticket: viewOn(memory, job.ticket),
} as RankKJob;
Atomics.wait(gate, 0, 0, 10_000);
done[slot] = kernels.rankK(own);
