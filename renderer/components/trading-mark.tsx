import { CircleCheck, CircleHelp, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { TradingState } from '#shared/domain/reference.ts';

/** UNKNOWN: the line to the engine is down, and what was true before it went may not be. */
export type ShownState = TradingState | 'UNKNOWN';

const LOOKS: Readonly<Record<ShownState, readonly [LucideIcon, className: string]>> = {
  ACTIVE: [CircleCheck, 'PASS'],
  REDUCING: [TriangleAlert, 'WARN'],
  HALTED: [OctagonX, 'BLOCK'],
  UNKNOWN: [CircleHelp, 'UNDETERMINED'],
};

/** A trading state as icon and word, and where it is in force; the colour only repeats them. */
export function TradingMark({ state, where = '' }: { state: ShownState; where?: string }): ReactElement {
  const [Icon, className] = LOOKS[state];
  return (
    <span className={`mark ${className}`}>
      <Icon className="icon" size={13} aria-hidden />
      <span className="clip">
        {state}
        {where === '' ? '' : ` ${where}`}
      </span>
    </span>
  );
}
