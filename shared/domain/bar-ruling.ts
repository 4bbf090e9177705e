/** What was decided about a suspicious bar. OPEN, where nobody has, counts as it is. */
export const BAR_STATES = ['OPEN', 'ACCEPTED', 'EXCLUDED'] as const;
export type BarState = (typeof BAR_STATES)[number];

/** ACCEPTED: it counts as it is. EXCLUDED: its close and volume are missing to everything computed from bars. */
export type BarRuling = Exclude<BarState, 'OPEN'>;

/** Bars that one ruling names at most. */
export const MAX_RULED_BARS = 1_000;
