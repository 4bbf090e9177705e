import type { EpochMs } from '#shared/domain/ids.ts';

/** The machine's time, injected. `monotonicMicros` never goes back and is for durations only. */
export interface Clock {
  now(): EpochMs;
  monotonicMicros(): number;
}
