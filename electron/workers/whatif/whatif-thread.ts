import { Worker } from 'node:worker_threads';
import type { Timers } from '#electron/core/ports/timers.ts';
import type { WhatifAnswer, WhatifJob, WhatifKind, WhatifKinds } from '#electron/core/ports/whatif.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { WhatifMessage, WhatifSource, WhatifTask } from './whatif-protocol.ts';

export interface WhatifRun {
  /** Hears the share of the rows that is done, 0..1. */
  readonly onProgress: (share: number) => void;
  /** Ends the thread; the answer is CANCELLED. */
  readonly signal: AbortSignal;
}

/** Longer than any what-if of 5,000 rows takes. */
const DEADLINE_MS = 110_000;
/** A thread that nobody asks gives its memory back. */
const IDLE_MS = 60_000;
/** What a thread that was asked to end has for it. */
const GRACE_MS = 2_000;

/**
 * Answers what-if questions, one at a time, on a thread of its own that only reads the file. The thread and the desk it has
 * read are kept until nobody has asked for a minute: the next question on an unchanged file does not read it again.
 */
export class WhatifThread {
  /** Answered on the desk as it was read before, and on one that was read for it. */
  readonly questions = { kept: 0, read: 0 };
  readonly #source: WhatifSource;
  readonly #timers: Timers;
  #worker: Worker | null = null;
  #cancelIdle: () => void = () => undefined;
  /** Ends the question that is being answered; null: none is. */
  #cancelRun: (() => void) | null = null;

  constructor(source: WhatifSource, timers: Timers) {
    this.#source = source;
    this.#timers = timers;
  }

  /** Whether there is a thread now. */
  get isOpen(): boolean {
    return this.#worker !== null;
  }

  /** Errors: those of the store; CANCELLED; DEADLINE_EXCEEDED. One question at a time: the caller waits for each. */
  run<K extends WhatifKind>(
    job: WhatifJob<K>,
    { onProgress, signal }: WhatifRun,
  ): Promise<Result<WhatifAnswer<K>>> {
    if (signal.aborted) return Promise.resolve(err(appError('CANCELLED', 'interrupted')));
    this.#cancelIdle();
    const worker = (this.#worker ??= this.#start());
    const rows: WhatifKinds[K]['row'][] = [];
    return new Promise((resolve) => {
      const end = (answer: Result<WhatifAnswer<K>>): void => {
        cancelDeadline();
        this.#cancelRun = null;
        signal.removeEventListener('abort', cancel);
        worker.off('message', hear).off('error', fail).off('exit', exit);
        resolve(answer);
      };
      const giveUp = (code: 'CANCELLED' | 'DEADLINE_EXCEEDED' | 'STORE_UNAVAILABLE', what: string): void => {
        this.#forget(worker);
        void worker.terminate();
        end(err(appError(code, what, code === 'STORE_UNAVAILABLE' ? this.#source.file : '')));
      };
      const cancel = (): void => giveUp('CANCELLED', 'interrupted');
      const fail = ({ message }: Error): void =>
        giveUp('STORE_UNAVAILABLE', `the desk could not be read: ${message}`);
      const exit = (code: number): void =>
        giveUp('STORE_UNAVAILABLE', `the desk could not be read: the thread ended with ${code}`);
      const hear = (message: WhatifMessage<K>): void => {
        if ('isKept' in message) {
          this.questions[message.isKept ? 'kept' : 'read']++;
          return;
        }
        if ('rows' in message) {
          rows.push(...message.rows);
          onProgress(message.progress);
          return;
        }
        this.#cancelIdle = this.#timers.after(IDLE_MS, () => void this.close());
        end(message.answer.ok ? ok({ rows, rest: message.answer.value }) : message.answer);
      };
      const cancelDeadline = this.#timers.after(DEADLINE_MS, () =>
        giveUp('DEADLINE_EXCEEDED', 'the what-if takes too long'),
      );
      this.#cancelRun = cancel;
      signal.addEventListener('abort', cancel, { once: true });
      worker.on('message', hear).on('error', fail).on('exit', exit);
      worker.postMessage(job satisfies WhatifJob<K> as WhatifTask);
    });
  }

  /** Lets the thread close its file and end; a question that is being answered is CANCELLED. */
  async close(): Promise<void> {
    this.#cancelRun?.();
    const worker = this.#worker;
    if (worker === null) return;
    this.#forget(worker);
    await new Promise<void>((resolve) => {
      const cancelGrace = this.#timers.after(GRACE_MS, () => void worker.terminate());
      worker.once('exit', () => {
        cancelGrace();
        resolve();
      });
      worker.postMessage('END' satisfies WhatifTask);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./whatif-worker.ts', import.meta.url), { workerData: this.#source });
    // Between two questions, too: a thread that is gone is not asked.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#cancelIdle();
  }
}
