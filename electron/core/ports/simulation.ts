import type { Result } from '#shared/errors/result.ts';
import type { MonteCarloOptions, MonteCarloRisk } from '#shared/quant/monte-carlo.ts';

/** A book folded into one number a session, and how it is simulated. */
export interface SimulationJob {
  readonly loadings: Float64Array;
  readonly confidence: number;
  readonly options: MonteCarloOptions;
}

export interface RunningSimulation {
  readonly answer: Promise<Result<MonteCarloRisk>>;
  /** The answer is then CANCELLED. */
  cancel(): void;
}
