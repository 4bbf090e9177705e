import type { Clock } from '../ports/clock.ts';

const MICROS_PER_MILLI = 1_000;

/**
 * The desk's own time for windows, microseconds: it starts at the wall clock or at the last tick in the store, whichever
 * is later, and follows the monotonic clock from there. Setting the wall clock neither frees a window nor makes it longer.
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #start: number;
  #last: number;

  /** `lastTick`: of the newest record in the store, 0 before any. */
  constructor(clock: Clock, lastTick: number) {
    this.#clock = clock;
    this.#last = Math.max(clock.now() * MICROS_PER_MILLI, lastTick);
    this.#start = this.#last - clock.monotonicMicros();
  }

  /** Now; never less than before. */
  tick(): number {
    this.#last = Math.max(this.#last, Math.floor(this.#start + this.#clock.monotonicMicros()));
    return this.#last;
  }
}
