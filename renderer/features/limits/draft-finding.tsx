import { ArrowDownToLine, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DraftReading } from './limit-draft.ts';

export interface DraftFindingProps {
  readonly reading: DraftReading;
  readonly isNew: boolean;
  readonly isTaken: boolean;
}

/** What a draft does, in words: what is wrong with it, or whether it tightens. */
export function DraftFinding({ reading, isNew, isTaken }: DraftFindingProps): ReactElement {
  const { problem, changed, looser, isLater } = reading;
  if (isTaken)
    return <span className="bad">There is a limit of this name: edit that one, or choose another.</span>;
  if (problem !== null) return <span className="bad">{problem}</span>;
  if (!changed) return <span className="muted">Nothing is changed yet.</span>;
  if (looser.length > 0) {
    return (
      <span className="loosens">
        <TriangleAlert className="icon" size={14} aria-hidden /> This may loosen the limit (
        {looser.join(', ')}): it is proposed, and waits for a second officer.
      </span>
    );
  }
  if (isLater) return <span>It begins later: it is proposed, and waits for a second officer.</span>;
  return (
    <span>
      <ArrowDownToLine className="icon" size={14} aria-hidden />{' '}
      {isNew ? 'A new limit only stops more' : 'This tightens the limit'}: proposed, it waits for a second
      officer; tightened at once, it is in force for the very next ticket and reviewed after.
    </span>
  );
}
