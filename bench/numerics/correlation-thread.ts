import { workerData } from 'node:worker_threads';
import { viewOn } from '#electron/kernels/kernel-memory.ts';
import { createKernels } from '#electron/kernels/kernels.ts';
import type { SharedMemory } from '#electron/kernels/web-assembly.ts';
import type { RankKJob } from '#shared/quant/matrix-kernels.ts';
import { serveRounds, THREADS, type PairTask } from './thread-pair.ts';

/** Returns to correlations: the rows are standardised into `rows`, their products are `out`. */
export type CorrelationJob = RankKJob & { readonly returns: Float64Array };

export interface CorrelationTask {
  readonly memory: SharedMemory;
  readonly jobs: readonly CorrelationJob[];
}

/** Rows of a panel, which one thread writes. */
const PANEL = 4;

const pair = workerData as PairTask<CorrelationTask>;
const { memory } = pair.task;
const kernels = createKernels(memory);
const jobs = pair.task.jobs.map(
  (job) =>
    ({
      ...job,
      returns: viewOn(memory, job.returns),
      rows: viewOn(memory, job.rows),
      out: viewOn(memory, job.out),
      ticket: viewOn(memory, job.ticket),
    }) as CorrelationJob,
);

/** This thread's panels of rows, then whichever blocks of their products it gets hold of. */
serveRounds(pair, (index, meet) => {
  const job = jobs[index];
  if (job === undefined) throw new RangeError(`no job ${index}`);
  const { n, T, stride, returns, rows } = job;
  const share = Math.ceil(n / PANEL / THREADS) * PANEL;
  const from = Math.min(n, pair.which * share);
  const count = Math.min(n, from + share) - from;
  if (count > 0) {
    kernels.standardise({
      ...{ n: count, T, stride },
      ...{ returns: returns.subarray(from * T), rows: rows.subarray(from * stride) },
    });
  }
  meet();
  kernels.rankK(job);
});
