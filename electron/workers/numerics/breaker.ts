/** OPEN: everything is refused for a while. HALF_OPEN: one call at a time may try. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number;
  readonly openMs: number;
  readonly longestOpenMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/**
 * Counts failures in a row. After `failures` of them it is open for `openMs`, then half open: a success closes it, a
 * failure opens it again for twice as long, at most `longestOpenMs`.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #openUntil = -Infinity;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  /** Failures since the last success. */
  get failures(): number {
    return this.#failures;
  }

  get state(): BreakerState {
    if (this.#failures < this.#options.failures) return 'CLOSED';
    return this.#options.now() < this.#openUntil ? 'OPEN' : 'HALF_OPEN';
  }

  /** Milliseconds until a call may try again; 0 unless it is open. */
  get retryInMs(): number {
    return this.state === 'OPEN' ? this.#openUntil - this.#options.now() : 0;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    const { failures, openMs, longestOpenMs, now } = this.#options;
    this.#failures++;
    const times = this.#failures - failures;
    if (times >= 0) this.#openUntil = now() + Math.min(longestOpenMs, openMs * 2 ** times);
  }
}
