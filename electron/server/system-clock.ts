import type { Clock } from '#electron/core/ports/clock.ts';
import type { EpochMs } from '#shared/domain/ids.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now() as EpochMs,
  monotonicMicros: () => performance.now() * 1_000,
};
