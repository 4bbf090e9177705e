import type { EpochMs } from '#shared/domain/ids.ts';
import type { DeskClock } from '#shared/domain/reference.ts';

/** A feed's clock may run this far ahead of ours. */
const AHEAD_MS = 2_000;

/** Marks up to here are taken at a desk clock: on a live desk a little beyond it, on a frozen one nothing. */
export const knownUntil = ({ mode, now }: DeskClock): EpochMs =>
  (mode === 'LIVE' ? now + AHEAD_MS : now) as EpochMs;
