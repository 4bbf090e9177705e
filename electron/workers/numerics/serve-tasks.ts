import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { exposeToParent } from '../comlink-node.ts';
import type { Task, TaskProgress, Tasks, TaskWorkerApi, TaskWorkerData } from './task-protocol.ts';

const PROGRESS_MS = 100;

/**
 * Lets the other threads of the process go first, but not so far that they wait long for a lock which this one holds.
 * Only Linux knows a priority of a single thread; elsewhere it would be that of the process.
 */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

/** In a worker of a pool: runs these tasks when asked, until it is closed. */
export function serveTasks(tasks: Tasks): void {
  giveWay();
  const cancelled = new Int32Array((workerData as TaskWorkerData).cancelled);
  exposeToParent({
    async run(call, name, input) {
      const task = tasks[name] as Task<unknown, unknown> | undefined;
      if (task === undefined) throw new Error(`there is no task ${name}`);
      let told = performance.now();
      return task(input, {
        isCancelled: () => Atomics.load(cancelled, 0) === call,
        progress(share) {
          if (performance.now() - told < PROGRESS_MS) return;
          told = performance.now();
          parentPort?.postMessage({ progressOf: call, share } satisfies TaskProgress);
        },
      });
    },
    close: () => void setImmediate(() => parentPort?.close()),
  } satisfies TaskWorkerApi);
}
