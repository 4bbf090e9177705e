import type { SimulationJob } from '#electron/core/ports/simulation.ts';
import { measureDraws, simulateDraws, type MonteCarloRisk } from '#shared/quant/monte-carlo.ts';
import type { TaskContext } from './task-protocol.ts';

/** Draws between two looks at whether anybody still waits: some milliseconds. */
const AT_ONCE = 500;

/** Simulates a book a few draws at a time. A cancelled one ends early: nobody hears what it answers. */
export function simulateBook(
  { loadings, confidence, options }: SimulationJob,
  { isCancelled, progress }: TaskContext,
): MonteCarloRisk {
  const { draws } = options;
  const pnl = new Float64Array(draws);
  for (let from = 0; from < draws && !isCancelled(); from += AT_ONCE) {
    const to = Math.min(draws, from + AT_ONCE);
    simulateDraws(loadings, options, pnl, { from, to });
    progress(to / draws);
  }
  return measureDraws(pnl, confidence, options);
}
