import { Worker } from 'node:worker_threads';
import type { WhatifInputs, WhatifJob } from '#electron/core/ports/whatif.ts';
import type { SizedTicket, SizingReport } from '#electron/core/whatif/sizing-report.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { WhatifMessage, WhatifTask } from './whatif-protocol.ts';

export interface WhatifRun {
  readonly inputs: WhatifInputs;
  /** Hears the share of the tickets that is done, 0..1. */
  readonly onProgress: (share: number) => void;
  /** Ends the thread; the answer is CANCELLED. */
  readonly signal: AbortSignal;
}

/** Longer than any sizing of 5,000 tickets takes. */
const DEADLINE_MS = 110_000;

/** Sizes on a thread of its own, which only reads the file. Errors: those of the store; CANCELLED; DEADLINE_EXCEEDED. */
export function runWhatif(
  file: string,
  job: WhatifJob,
  { inputs, onProgress, signal }: WhatifRun,
): Promise<Result<SizingReport>> {
  const task: WhatifTask = { file, inputs, job };
  const tickets: SizedTicket[] = [];
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./whatif-worker.ts', import.meta.url), { workerData: task });
    const timer = setTimeout(() => stop('DEADLINE_EXCEEDED', 'the sizing takes too long'), DEADLINE_MS);
    const end = (answer: Result<SizingReport>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(answer);
    };
    const fail = (why: string): void =>
      end(err(appError('STORE_UNAVAILABLE', `the desk could not be read: ${why}`, file)));
    const stop = (code: 'CANCELLED' | 'DEADLINE_EXCEEDED', what: string): void => {
      end(err(appError(code, what)));
      // Only then: a thread that has answered closes its database and ends by itself.
      void worker.terminate();
    };
    const cancel = (): void => stop('CANCELLED', 'interrupted');
    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: WhatifMessage) => {
      if ('tickets' in message) {
        tickets.push(...message.tickets);
        onProgress(tickets.length / job.request.tickets.length);
      } else end(message.answer.ok ? ok({ rebalances: message.answer.value, tickets }) : message.answer);
    });
    worker.once('error', (error: Error) => fail(error.message));
    worker.once('exit', (code) => fail(`the thread ended with ${code}`));
  });
}
