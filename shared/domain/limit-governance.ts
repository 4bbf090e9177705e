/** What may be wrong with limits as a set. */
export const LINT_CODES = [
  'DOMINATED',
  'TWO_ACTIVE',
  'SOFT_OUTSIDE_HARD',
  'WRONG_UNIT',
  'INVALID',
  'MATCHES_NOTHING',
] as const;
export type LintCode = (typeof LINT_CODES)[number];

/** The delivered sets of limits, from tight to loose. */
export const PRESET_NAMES = ['CONSERVATIVE', 'MODERATE', 'AGGRESSIVE', 'PAPER'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** Sliding windows that the checks of a limit are counted over. */
export const STATISTICS_WINDOWS = ['1h', '1d', '30d'] as const;
export type StatisticsWindow = (typeof STATISTICS_WINDOWS)[number];
