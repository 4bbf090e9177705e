import type { ReactElement } from 'react';

/** A loss to the right of the middle, a gain to the left, against the largest of its table. */
export function LossBar({ loss, most }: { loss: number | null; most: number }): ReactElement {
  if (loss === null) return <span className="muted">unknown</span>;
  const width = `${((Math.abs(loss) / most) * 50).toFixed(2)}%`;
  const word = loss > 0 ? 'loss' : loss < 0 ? 'gain' : 'none';
  return (
    <span className="signed-bar">
      <span className={`bar ${loss > 0 ? 'loss' : 'gain'}`} style={{ width }} aria-hidden />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}
