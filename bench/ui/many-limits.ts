import type { Limit } from '#shared/domain/limit.ts';
import { benchLimit } from '../bench-limit.ts';
import { hierarchyLimits } from '../hierarchy-limits.ts';

/** The 25 limits over every group of controls, and of single symbols as many as are missing to `count`. */
export const manyLimits = (count: number, symbols: readonly string[]): Limit[] => [
  ...hierarchyLimits,
  ...symbols.slice(0, Math.max(0, count - hierarchyLimits.length)).map((key) =>
    benchLimit(`symbol-position-${key}`.toLowerCase(), {
      control: 'MAX_POSITION_NOTIONAL',
      level: 'SYMBOL',
      unit: 'MONEY',
      hard: '5000000.00',
      key,
    }),
  ),
];
