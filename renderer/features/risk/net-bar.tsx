import type { ReactElement } from 'react';

/** A net amount from the middle, short to the left, long to the right; a tick where it would be with the ticket. */
export function NetBar({
  before,
  after,
  most,
}: {
  readonly before: number | null;
  readonly after: number | null;
  readonly most: number;
}): ReactElement {
  if (before === null) return <span className="muted">unknown</span>;
  const half = (value: number): string => `${((Math.abs(value) / most) * 50).toFixed(2)}%`;
  const place = (value: number): string => `${(50 + (value / most) * 50).toFixed(2)}%`;
  return (
    <span className="signed-bar" aria-hidden>
      <span className={`bar ${before < 0 ? 'short' : 'long'}`} style={{ width: half(before) }} />
      {after !== null && after !== before && <span className="tick" style={{ left: place(after) }} />}
    </span>
  );
}
