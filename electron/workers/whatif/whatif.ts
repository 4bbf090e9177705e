import { Worker } from 'node:worker_threads';
import type {
  WhatifAnswer,
  WhatifInputs,
  WhatifJob,
  WhatifKind,
  WhatifKinds,
} from '#electron/core/ports/whatif.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { WhatifMessage } from './whatif-protocol.ts';

export interface WhatifRun {
  readonly inputs: WhatifInputs;
  /** Hears the share of the rows that is done, 0..1. */
  readonly onProgress: (share: number) => void;
  /** Ends the thread; the answer is CANCELLED. */
  readonly signal: AbortSignal;
}

/** Longer than any what-if of 5,000 rows takes. */
const DEADLINE_MS = 110_000;

/** Answers on a thread of its own, which only reads the file. Errors: those of the store; CANCELLED; DEADLINE_EXCEEDED. */
export function runWhatif<K extends WhatifKind>(
  file: string,
  job: WhatifJob<K>,
  { inputs, onProgress, signal }: WhatifRun,
): Promise<Result<WhatifAnswer<K>>> {
  const task = { file, inputs, job };
  const rows: WhatifKinds[K]['row'][] = [];
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./whatif-worker.ts', import.meta.url), { workerData: task });
    const timer = setTimeout(() => stop('DEADLINE_EXCEEDED', 'the what-if takes too long'), DEADLINE_MS);
    const end = (answer: Result<WhatifAnswer<K>>): void => {
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
    worker.on('message', (message: WhatifMessage<K>) => {
      if ('rows' in message) {
        rows.push(...message.rows);
        onProgress(message.progress);
      } else end(message.answer.ok ? ok({ rows, rest: message.answer.value }) : message.answer);
    });
    worker.once('error', (error: Error) => fail(error.message));
    worker.once('exit', (code) => fail(`the thread ended with ${code}`));
  });
}
