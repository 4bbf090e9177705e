import type { ControlGroup } from '#shared/domain/control.ts';

interface GroupWords {
  readonly name: string;
  /** What a ticket that only reduces, or makes nothing worse, may expect of it. */
  readonly exits: string;
}

const EVERY_TICKET = 'Applies to every ticket, also to one that only reduces a position.';
const NEVER_BLOCKS = 'Never blocks a ticket that only reduces a position: a breach warns.';
const NOT_WORSE = 'A ticket that leaves it no worse than it was is warned, not blocked.';

/** In catalogue order. */
export const GROUP_WORDS: Readonly<Record<ControlGroup, GroupWords>> = {
  O: { name: 'Order integrity', exits: EVERY_TICKET },
  S: { name: 'Speed', exits: EVERY_TICKET },
  C: { name: 'Credit', exits: `${EVERY_TICKET} ${NOT_WORSE}` },
  P: { name: 'Position', exits: `${NEVER_BLOCKS} ${NOT_WORSE}` },
  E: { name: 'Exposure', exits: `${NEVER_BLOCKS} ${NOT_WORSE}` },
  M: { name: 'Market risk', exits: `${NEVER_BLOCKS} ${NOT_WORSE}` },
  D: { name: 'Loss', exits: NEVER_BLOCKS },
  L: { name: 'Liquidity', exits: NEVER_BLOCKS },
};
