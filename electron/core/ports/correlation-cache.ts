import type { AppError } from '#shared/errors/app-error.ts';

/** What correlations are of: the returns of one window of one index's calendar, from one version of the market data. */
export interface CorrelationKey {
  readonly index: string;
  readonly window: number;
  readonly policy: 'proxy' | 'zero' | 'refuse';
  /** Last session of the desk clock, YYYYMMDD. */
  readonly lastDate: number;
  /** Version of the market data, as `DecisionInputs` has it. */
  readonly marketData: string;
  /** Version of the rulings on bars, as `DecisionInputs` has it; 0: none. */
  readonly barRulings: number;
}

export interface CorrelationSource {
  readonly key: CorrelationKey;
  /** In the order of the book's instrument ids, part of what the correlations are of. */
  readonly symbols: readonly string[];
  /** Returns a symbol. */
  readonly T: number;
  /** Symbol-major, id * T + t, gaps filled. */
  readonly returns: Float64Array;
}

/** Pearson correlations of the desk's instruments, by the book's ids. For display and pairs, never for a verdict. */
export interface CorrelationReader {
  /** Of the matrix that answers now, another one after every build; null while there is none. */
  readonly version: number | null;
  /** In [-1, 1], 1 of an instrument with itself; null when it cannot be had or the returns of one do not vary. */
  correlation(a: number, b: number): number | null;
  /** Those of one instrument with every other, its own among them; NaN where `correlation` is null. null: cannot be had. */
  row(id: number): Float32Array | null;
}

/** TOO_LARGE: more symbols than it holds. FAILED: the next build may do better. */
export type CorrelationCacheState = 'EMPTY' | 'BUILDING' | 'READY' | 'TOO_LARGE' | 'FAILED';

/** A matrix built in the background, float32, off by at most 1e-6; what it says is of the source built last, or null. */
export interface CorrelationCache extends CorrelationReader {
  readonly state: CorrelationCacheState;
  /** Of the memory that holds the matrix, or that it is being built in. */
  readonly bytes: number;
  /** Starts building, or does nothing when these correlations are there or being built. Until then all answers are null. */
  build(source: CorrelationSource): void;
  /** Why the state is FAILED. */
  readonly failure: AppError | null;
  /** Resolves when nothing is being built. */
  settled(): Promise<void>;
}
