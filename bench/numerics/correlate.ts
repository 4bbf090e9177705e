import type { Kernels } from '#electron/kernels/kernels.ts';
import type { RankKJob } from '#shared/quant/matrix-kernels.ts';

/** Returns to correlations: the rows are standardised into `rows`, their products are `out`. */
export type CorrelationJob = RankKJob & { readonly returns: Float64Array };

export const THREADS = 2;

/** Which of the control's numbers is which; all but the job only ever grow, and threads wait on them. */
export const CONTROL = { round: 0, job: 1, standardised: 2, finished: 3 } as const;

const DEADLINE_MS = 30_000;

/** This thread's half of the rows, then its share of the blocks; returns when every thread has done so. */
export function correlate(kernels: Kernels, job: CorrelationJob, half: 0 | 1, control: Int32Array): void {
  const { n, T, stride, returns, rows } = job;
  // A half starts with a group of four rows, as a matrix does.
  const middle = 4 * Math.ceil(n / 8);
  const [from, to] = half === 0 ? [0, middle] : [middle, n];
  kernels.standardise({
    n: to - from,
    T,
    stride,
    returns: returns.subarray(from * T, to * T),
    rows: rows.subarray(from * stride),
  });
  meet(control, CONTROL.standardised);
  kernels.rankK(job);
  meet(control, CONTROL.finished);
}

/** Waits until every thread has come, in each round so far. Error when one does not. */
function meet(control: Int32Array, at: number): void {
  const all = THREADS * Atomics.load(control, CONTROL.round);
  Atomics.add(control, at, 1);
  Atomics.notify(control, at);
  for (let come = Atomics.load(control, at); come < all; come = Atomics.load(control, at)) {
    if (Atomics.wait(control, at, come, DEADLINE_MS) === 'timed-out')
      throw new Error('A thread did not come');
  }
}
