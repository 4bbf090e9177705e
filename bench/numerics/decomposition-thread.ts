import { workerData } from 'node:worker_threads';
import { decomposeHalf, type SharedDecomposition } from './shared-decomposition.ts';

/** Started as a thread: the second half of every round, until it is ended. */
for (;;) decomposeHalf(workerData as SharedDecomposition, 1);
