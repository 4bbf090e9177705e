import { CircleCheck, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import '#renderer/components/control-list.css';

const HARD_AT = 0.8;
const NEAR = 0.9;

const STATES = {
  over: { word: 'over', status: 'BLOCK', Icon: OctagonX },
  near: { word: 'near', status: 'WARN', Icon: TriangleAlert },
  within: { word: 'within', status: 'PASS', Icon: CircleCheck },
} as const;

/** Exactly at a limit is within it. */
const stateOf = (used: number): keyof typeof STATES => (used > 1 ? 'over' : used >= NEAR ? 'near' : 'within');

/** The word of a utilisation: over the hard limit, near it (from 90 %), within it. */
export const usedWord = (used: number): string => STATES[stateOf(used)].word;

export function UsedMark({ used }: { used: number }): ReactElement {
  const { word, status, Icon } = STATES[stateOf(used)];
  return (
    <span className={`mark ${status}`}>
      <Icon className="icon" size={13} aria-hidden />
      {word}
    </span>
  );
}

/** How much of a hard limit is used, with its tick and room for what is beyond it. */
export function UsedBar({ used }: { used: number }): ReactElement {
  const width = Math.min(1, Math.max(0, used * HARD_AT)) * 100;
  return (
    <span className={`headroom ${STATES[stateOf(used)].status}`} aria-hidden>
      <span className="fill" style={{ width: `${width.toFixed(2)}%` }} />
      <span className="tick hard" style={{ left: `${HARD_AT * 100}%` }} />
      {used * HARD_AT > 1 && <span className="beyond">›</span>}
    </span>
  );
}
