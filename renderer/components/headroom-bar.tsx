import type { ReactElement } from 'react';
import { isMinimum, type OutcomeOutput } from './sort-outcomes.ts';

/** Where the hard limit stands on the bar; the rest is room for what is beyond it. */
const HARD_AT = 0.8;

/** How much of a limit is used, before and after, with ticks at soft and hard; a minimum grows to the right of its tick. */
export function HeadroomBar({ outcome }: { outcome: OutcomeOutput }): ReactElement {
  const minimum = isMinimum(outcome);
  const { after, hard, soft, before } = outcome;
  if (after === null || hard === null || hard === 0) return <span className="headroom none" aria-hidden />;
  const scale = (minimum ? 0.5 : HARD_AT) / Math.abs(hard);
  const at = (value: number) => `${(Math.min(Math.max(value * scale, 0), 1) * 100).toFixed(2)}%`;
  const magnitude = (value: number) => (minimum ? value : Math.abs(value));
  const beyond = magnitude(after) * scale > 1;
  return (
    <span className={`headroom ${outcome.status}`} aria-hidden>
      <span className="fill" style={{ width: at(magnitude(after)) }} />
      {before !== null && magnitude(before) < magnitude(after) && (
        <span className="before" style={{ width: at(magnitude(before)) }} />
      )}
      {soft !== null && soft !== hard && <span className="tick soft" style={{ left: at(Math.abs(soft)) }} />}
      <span className="tick hard" style={{ left: at(Math.abs(hard)) }} />
      {beyond && <span className="beyond">›</span>}
    </span>
  );
}
