import { numericsTasks } from '#electron/workers/numerics/numerics-tasks.ts';
import type { TaskContext } from '#electron/workers/numerics/task-protocol.ts';

export interface Simulation {
  readonly assets: number;
  readonly paths: number;
  readonly seed: number;
}

/** Paths between two looks at whether anyone still waits. */
const CHECK_PATHS = 256;

/** What a Monte Carlo over a book costs: correlated normal shocks through a float64 factor; the worst loss of the paths. */
function simulate({ assets, paths, seed }: Simulation, { isCancelled }: TaskContext): number {
  const factor = Float64Array.from({ length: assets * assets }, (_, at) => 1 / (1 + (at % assets)));
  const shocks = new Float64Array(assets);
  let state = seed;
  let worst = -Infinity;
  for (let path = 0; path < paths; path++) {
    if (path % CHECK_PATHS === 0 && isCancelled()) return worst;
    for (let i = 0; i < assets; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      shocks[i] = Math.sqrt(-2 * Math.log(0.5 + state / 2 ** 33)) * Math.cos(state);
    }
    let loss = 0;
    for (let i = 0; i < assets; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += (factor[i * assets + j] as number) * (shocks[j] as number);
      loss -= sum;
    }
    worst = Math.max(worst, loss);
  }
  return worst;
}

export const contentionTasks = { ...numericsTasks, simulate };
