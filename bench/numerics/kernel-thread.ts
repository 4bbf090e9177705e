import { workerData } from 'node:worker_threads';
import { viewOn } from '#electron/kernels/kernel-memory.ts';
import { createKernels } from '#electron/kernels/kernels.ts';
import type { SharedMemory } from '#electron/kernels/web-assembly.ts';
import type { RankKJob } from '#shared/quant/matrix-kernels.ts';
import { CONTROL, multiplyBlocks } from './shared-blocks.ts';

/** Started as a thread: a share of every round, until there has been none for a while or job -1 is asked for. */
export interface KernelThreadTask {
  readonly memory: SharedMemory;
  readonly jobs: readonly RankKJob[];
  readonly control: Int32Array;
}

const IDLE_MS = 120_000;

const task = workerData as KernelThreadTask;
const kernels = createKernels(task.memory);
const control = viewOn(task.memory, task.control);
const jobs = task.jobs.map((job) => ({
  ...job,
  rows: viewOn(task.memory, job.rows),
  out: viewOn(task.memory, job.out),
  ticket: viewOn(task.memory, job.ticket),
})) as RankKJob[];

let seen = 0;
while (Atomics.wait(control, CONTROL.round, seen, IDLE_MS) !== 'timed-out') {
  seen = Atomics.load(control, CONTROL.round);
  const job = jobs[Atomics.load(control, CONTROL.job)];
  if (job === undefined) break;
  multiplyBlocks(kernels, job, control);
}
