import { setTimeout as sleep } from 'node:timers/promises';
import { serveTasks } from './serve-tasks.ts';
import type { TaskContext } from './task-protocol.ts';

/** Tasks that do what a worker can do wrong. */
export const misbehaviour = {
  add: ([a, b]: readonly [number, number]): number => a + b,
  async sleep(ms: number): Promise<string> {
    await sleep(ms);
    return 'slept';
  },
  /** Works until it is told not to, and says how far it is. */
  untilCancelled(_input: null, { isCancelled, progress }: TaskContext): string {
    for (let n = 1; !isCancelled(); n++) progress(1 - 1 / n);
    return 'noticed';
  },
  exit: (code: number): never => process.exit(code),
  /** Ends the worker unless a look at the shared counter says that others were ended before. */
  exitFirst([counter, times]: readonly [SharedArrayBuffer, number]): string {
    if (Atomics.add(new Int32Array(counter), 0, 1) < times) process.exit(9);
    return 'survived';
  },
  throwing(text: string): never {
    throw new Error(text);
  },
  loop(_input: null): never {
    for (;;);
  },
  outOfMemory(_input: null): number {
    const hoard: number[][] = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, i) => i + hoard.length));
  },
  silent: (_input: null): Promise<never> => new Promise(() => undefined),
  unsendable:
    (_input: null): unknown =>
    () =>
      undefined,
};

serveTasks(misbehaviour);
