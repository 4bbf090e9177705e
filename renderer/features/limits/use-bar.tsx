import type { ReactElement } from 'react';
import { formatCount, formatPercent, UNKNOWN } from '#renderer/format/numbers.ts';
import type { LimitUse } from './use-limit-statistics.ts';

/** Where the hard limit stands on the bar; the rest is room for what was beyond it. */
const HARD_AT = 0.8;
const at = (use: number): string => `${(Math.min(Math.max(use * HARD_AT, 0), 1) * 100).toFixed(1)}%`;

/** How far a limit was used at its checks: filled to the median, lighter to the 95th percentile, a mark at the most. */
export function UseBar({ use }: { use: LimitUse | null }): ReactElement {
  if (use === null || use.p50 === null || use.p95 === null || use.max === null)
    return <span className="use-none">{use?.checks ? UNKNOWN : ''}</span>;
  return (
    <span className="use">
      <span className={`use-bar ${use.max > 1 ? 'over' : ''}`} aria-hidden>
        <span className="most" style={{ width: at(use.p95) }} />
        <span className="half" style={{ width: at(use.p50) }} />
        <span className="max" style={{ left: at(use.max) }} />
        <span className="hard" style={{ left: at(1) }} />
      </span>
      <span className="num">{formatPercent(use.p95)}</span>
    </span>
  );
}

/** The bar in words. */
export const describeUse = (use: LimitUse | null): string =>
  use === null || use.checks === 0
    ? 'No check in this time'
    : `Of hard: half the checks up to ${formatPercent(use.p50)}, 95 % up to ${formatPercent(use.p95)}, most ${formatPercent(use.max)}; ${formatCount(use.checks)} checks`;
