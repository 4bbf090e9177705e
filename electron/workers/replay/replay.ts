import { Worker } from 'node:worker_threads';
import type { ImpactReport, ImpactRequest } from '#electron/core/replay/impact-report.ts';
import type { RecomputeReport } from '#electron/core/replay/recompute-report.ts';
import type { ReplayInputs } from '#electron/core/ports/replay.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, type Result } from '#shared/errors/result.ts';
import type { ReplayJob, ReplayMessage } from './replay-protocol.ts';

export interface ReplayOptions {
  readonly inputs: ReplayInputs;
  /** Hears how much of the log is done, 0..1. */
  readonly onProgress: (share: number) => void;
  /** Ends the thread; the answer is CANCELLED. */
  readonly signal: AbortSignal;
}

/** Every decision of a desk's log made again, on a thread of its own. Errors: those of the store; CANCELLED. */
export const recomputeLog = (file: string, options: ReplayOptions): Promise<Result<RecomputeReport>> =>
  runJob({ kind: 'RECOMPUTE', only: null, file, inputs: options.inputs }, options);

/** One decision made again; the report counts none when the log does not hold it. */
export const recomputeDecision = (
  file: string,
  decisionId: string,
  options: ReplayOptions,
): Promise<Result<RecomputeReport>> =>
  runJob({ kind: 'RECOMPUTE', only: decisionId, file, inputs: options.inputs }, options);

/** What a proposal would have changed, and what it would find in breach, on a thread of its own. */
export const replayProposal = (
  file: string,
  request: ImpactRequest,
  options: ReplayOptions,
): Promise<Result<ImpactReport>> =>
  runJob({ kind: 'IMPACT', file, request, inputs: options.inputs }, options);

function runJob<R>(job: ReplayJob, { onProgress, signal }: ReplayOptions): Promise<Result<R>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./replay-worker.ts', import.meta.url), { workerData: job });
    const end = (answer: Result<R>): void => {
      signal.removeEventListener('abort', cancel);
      resolve(answer);
    };
    const fail = (why: string): void =>
      end(err(appError('STORE_UNAVAILABLE', `the log could not be replayed: ${why}`, job.file)));
    const cancel = (): void => {
      end(err(appError('CANCELLED', 'interrupted', job.file)));
      // Only then: a thread that has answered closes its database and ends by itself.
      void worker.terminate();
    };
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: ReplayMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else end(message.answer as Result<R>);
    });
    worker.once('error', (error: Error) => fail(error.message));
    worker.once('exit', (code) => fail(`the thread ended with ${code}`));
  });
}
