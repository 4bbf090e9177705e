import { correlateBlocks, standardiseReturns } from './correlation-tasks.ts';
import { simulateBook } from './simulate-book.ts';
import type { Tasks } from './task-protocol.ts';

/** What the numerics workers can be asked for: a new task is its function and a line here. */
export const numericsTasks = { standardiseReturns, correlateBlocks, simulateBook } satisfies Tasks;
