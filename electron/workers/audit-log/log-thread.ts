import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LogReading } from '#electron/core/audit/log-reader.ts';
import { appError, AppErrorException, type AppError } from '#shared/errors/app-error.ts';
import type { LogAnswer, LogMethod, LogQuestion } from './log-protocol.ts';

/** Questions that may wait for an answer. */
const MAX_WAITING = 32;
const DEADLINE_MS = 30_000;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export type LogThread = LogReading & { close(): Promise<void> };

/**
 * The reader of a desk's log on a thread of its own, begun with the first question and again after it died. A question
 * fails as the log does, with OVERLOADED when too many wait, DEADLINE_EXCEEDED, or STORE_UNAVAILABLE when the thread dies.
 */
export function logThread(file: string): LogThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;
  const settle = (id: number, use: (one: Waiting) => void): void => {
    const one = waiting.get(id);
    if (one === undefined) return;
    clearTimeout(one.timer);
    waiting.delete(id);
    use(one);
  };
  const failAll = (error: AppError): void => {
    worker = null;
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(new AppErrorException(error)));
  };
  const started = (): Worker => {
    const one = new Worker(new URL('./log-worker.ts', import.meta.url), { workerData: { file } });
    one.on('message', ({ id, result }: LogAnswer) =>
      settle(id, ({ resolve, reject }) =>
        result.ok ? resolve(result.value as never) : reject(new AppErrorException(result.error)),
      ),
    );
    one.on('error', (error: Error) => one === worker && failAll(dead(error.message)));
    one.on('exit', (code) => one === worker && failAll(dead(`the thread ended with ${code}`)));
    return one;
  };
  const dead = (why: string): AppError =>
    appError('STORE_UNAVAILABLE', `the audit log could not be read: ${why}`, file, 'Try again.');
  const ask = <M extends LogMethod>(method: M, input: unknown): ReturnType<LogReading[M]> =>
    new Promise((resolve, reject) => {
      if (waiting.size >= MAX_WAITING) {
        const error = appError('OVERLOADED', `${MAX_WAITING} questions to the log wait already`);
        return reject(new AppErrorException(error));
      }
      const id = ++asked;
      const late = appError(
        'DEADLINE_EXCEEDED',
        'the audit log did not answer in time',
        file,
        'Ask for less.',
      );
      const timer = setTimeout(
        () => settle(id, (one) => one.reject(new AppErrorException(late))),
        DEADLINE_MS,
      );
      waiting.set(id, { resolve, reject, timer });
      worker ??= started();
      worker.postMessage({ id, method, input } satisfies LogQuestion);
    }) as ReturnType<LogReading[M]>;
  return {
    records: (input) => ask('records', input),
    record: (input) => ask('record', input),
    facts: () => ask('facts', null),
    async close() {
      const ending = worker;
      if (ending === null) return;
      const ended = once(ending, 'exit');
      failAll(appError('CANCELLED', 'the desk is closed'));
      ending.postMessage('END');
      await ended;
    },
  };
}
