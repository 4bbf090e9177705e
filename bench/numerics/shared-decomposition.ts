import type { Span } from '#shared/quant/covariance.ts';
import { projectSessions } from '#shared/quant/covariance.ts';
import { decomposeSymbols, type DecompositionJob, type VarParts } from '#shared/quant/decomposition.ts';

/** Everything lies in shared memory. */
export interface SharedDecomposition {
  readonly job: DecompositionJob;
  readonly parts: VarParts;
  /** One element: how often a thread has come to a meeting of both. */
  readonly met: Int32Array;
}

/** Looks before a thread sleeps, some 50 us: as long as falling asleep and waking up takes. */
const SPINS = 20_000;

const DEADLINE_MS = 120_000;

/** This thread's half of the sessions, then of the symbols; both threads begin, go on and end together. */
export function decomposeHalf({ job, parts, met }: SharedDecomposition, which: 0 | 1): void {
  const { factor, book, projected } = job;
  meet(met);
  projectSessions(factor, book, projected, halfOf(factor.T, which));
  meet(met);
  decomposeSymbols(job, parts, halfOf(factor.symbols, which));
  meet(met);
}

const halfOf = (count: number, which: 0 | 1): Span =>
  which === 0 ? { from: 0, to: count >> 1 } : { from: count >> 1, to: count };

/** Returns when the other thread is here, too. Error when it does not come. */
function meet(met: Int32Array): void {
  const before = Atomics.add(met, 0, 1);
  const both = before + 2 - (before % 2);
  Atomics.notify(met, 0);
  for (let spin = 0; spin < SPINS && Atomics.load(met, 0) < both; spin++);
  for (let now = 0; (now = Atomics.load(met, 0)) < both;) {
    if (Atomics.wait(met, 0, now, DEADLINE_MS) === 'timed-out') throw new Error('The other thread is late');
  }
}
