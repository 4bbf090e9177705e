import type { ReplayInputs } from '#electron/core/ports/replay.ts';
import { readCalendars } from './read-calendars.ts';
import { readStressLadder } from './stress-ladder-file.ts';

/** What comes with the product and decisions are made from. */
export const readReplayInputs = (): ReplayInputs => ({
  calendars: readCalendars(),
  ladder: readStressLadder(),
});
