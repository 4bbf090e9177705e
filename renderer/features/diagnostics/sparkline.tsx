import type { ReactElement } from 'react';

const WIDTH = 120;
const HEIGHT = 20;

/** The last readings of a gauge as a line, the newest at the right; its table is beside it. */
export function Sparkline({
  values,
  most,
}: {
  values: readonly (number | null)[];
  most: number;
}): ReactElement {
  const highest = Math.max(...values.map((value) => value ?? 0), 1);
  const step = WIDTH / Math.max(1, most - 1);
  const from = WIDTH - step * (values.length - 1);
  const points = values.flatMap((value, at) =>
    value === null
      ? []
      : [`${(from + at * step).toFixed(1)},${(HEIGHT - 1 - (value / highest) * (HEIGHT - 2)).toFixed(1)}`],
  );
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
      <polyline points={points.join(' ')} />
    </svg>
  );
}
