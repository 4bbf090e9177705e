import type { EpochMs } from '#shared/domain/ids.ts';
import type { Clock } from '../ports/clock.ts';

/** More than a clock is corrected by, and less than any sleep that matters. */
const TOLERANCE_MS = 5_000;

/**
 * Watches whether the machine's wall clock jumps against its monotonic one: it slept, or somebody set it. What was observed
 * before is then of an unknown age. A system whose monotonic clock runs on in its sleep shows no jump; ages grow there by
 * themselves.
 */
export class WallClock {
  readonly #clock: Clock;
  #wall: EpochMs;
  #micros: number;
  #jumpedAt: EpochMs | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wall = clock.now();
    this.#micros = clock.monotonicMicros();
  }

  /** The later of the wall clock before and after the last jump that was seen; null: none yet. */
  jumpedAt(): EpochMs | null {
    const wall = this.#clock.now();
    const micros = this.#clock.monotonicMicros();
    const drift = wall - this.#wall - (micros - this.#micros) / 1_000;
    if (Math.abs(drift) > TOLERANCE_MS) {
      // Set back, marks bear times that are still to come: they do not become fresh again by waiting.
      this.#jumpedAt = Math.max(wall, wall - drift, this.#jumpedAt ?? 0) as EpochMs;
    }
    this.#wall = wall;
    this.#micros = micros;
    return this.#jumpedAt;
  }
}
