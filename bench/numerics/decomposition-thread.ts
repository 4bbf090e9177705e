import { workerData } from 'node:worker_threads';
import { projectSessions, type Span } from '#shared/quant/covariance.ts';
import { decomposeSymbols, type DecompositionJob, type VarParts } from '#shared/quant/decomposition.ts';
import { serveRounds, THREADS, type PairTask } from './thread-pair.ts';

/** Everything lies in shared memory. */
export interface DecompositionTask {
  readonly job: DecompositionJob;
  readonly parts: VarParts;
}

const pair = workerData as PairTask<DecompositionTask>;
const { job, parts } = pair.task;
const { factor, book, projected } = job;

const shareOf = (count: number): Span => ({
  from: Math.floor((count * pair.which) / THREADS),
  to: Math.floor((count * (pair.which + 1)) / THREADS),
});

/** This thread's share of the sessions, then of the symbols. */
serveRounds(pair, (_job, meet) => {
  projectSessions(factor, book, projected, shareOf(factor.T));
  meet();
  decomposeSymbols(job, parts, shareOf(factor.symbols));
});
