import type { ReactElement } from 'react';
import { formatCount, formatPercent } from '#renderer/format/numbers.ts';
import type { LimitUse } from './use-limit-statistics.ts';

const WIDTH = 84;
const HEIGHT = 14;
/** Room above the hard limit. */
const BEYOND_HARD = 1.2;

/** How far a limit was used at most in each part of a time, the newest at the right; a line where the hard limit stands. */
export function UseTrend({ use }: { use: LimitUse | null }): ReactElement | null {
  const trend = use?.trend ?? [];
  const measured = trend.filter((one) => one !== null);
  if (measured.length === 0) return null;
  const top = Math.max(BEYOND_HARD, ...measured);
  const step = WIDTH / trend.length;
  const heightOf = (value: number): number => Math.max(1, (Math.max(0, value) / top) * HEIGHT);
  const hardAt = HEIGHT - heightOf(1) + 0.5;
  return (
    <span className="use">
      <svg className="use-trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
        <rect className="track" width={WIDTH} height={HEIGHT} />
        {trend.map(
          (value, at) =>
            value !== null && (
              <rect
                key={at}
                className={value > 1 ? 'over' : ''}
                x={at * step}
                width={Math.max(1, step - 1)}
                y={HEIGHT - heightOf(value)}
                height={heightOf(value)}
              />
            ),
        )}
        <line x1={0} x2={WIDTH} y1={hardAt} y2={hardAt} />
      </svg>
    </span>
  );
}

/** The same in words. */
export function describeTrend(use: LimitUse | null): string {
  const trend = use?.trend ?? [];
  const measured = trend.filter((one) => one !== null);
  if (measured.length === 0) return 'Not measured in this time';
  const last = trend.findLast((one) => one !== null) ?? null;
  return `Of hard, at most ${formatPercent(Math.max(...measured))}, last ${formatPercent(last)}; measured in ${formatCount(measured.length)} of ${formatCount(trend.length)} parts of this time`;
}
