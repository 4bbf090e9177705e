import type { EpochMs } from '#shared/domain/ids.ts';

/** A clock that moves only when told, for everything that takes a clock. */
export interface FixedClock {
  /** Milliseconds since 1970. */
  now(): EpochMs;
  /** Microseconds of a monotonic clock; advances with `now`. */
  monotonicMicros(): number;
  /** Moves both on by so many milliseconds. */
  advance(milliseconds: number): void;
}

/** A clock that stands at `start` until it is advanced; the monotonic side starts at 0. */
export function createFixedClock(start: number): FixedClock {
  let elapsed = 0;
  return {
    now: () => (start + elapsed) as EpochMs,
    monotonicMicros: () => elapsed * 1000,
    advance: (milliseconds) => {
      elapsed += milliseconds;
    },
  };
}
