import type { Kernels } from '#electron/kernels/kernels.ts';
import { rankKBlocks, type RankKJob } from '#shared/quant/matrix-kernels.ts';

export const THREADS = 2;

/** Which of the control's numbers is which: threads wait for the next round, and for the blocks of all of them. */
export const CONTROL = { round: 0, job: 1, blocks: 2 } as const;

const DEADLINE_MS = 30_000;

/** This thread's share of the blocks, whichever it gets hold of. */
export function multiplyBlocks(kernels: Kernels, job: RankKJob, control: Int32Array): void {
  Atomics.add(control, CONTROL.blocks, kernels.rankK(job));
  Atomics.notify(control, CONTROL.blocks);
}

/** Waits until every block is done, by whichever thread. Error when one does not come. */
export function awaitBlocks(n: number, control: Int32Array): void {
  const all = rankKBlocks(n);
  for (let blocks = 0; (blocks = Atomics.load(control, CONTROL.blocks)) < all;) {
    if (Atomics.wait(control, CONTROL.blocks, blocks, DEADLINE_MS) === 'timed-out') {
      throw new Error(`${blocks} of ${all} blocks are done`);
    }
  }
}
