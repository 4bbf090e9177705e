import { CircleCheck, CircleOff, Clock, Eye, Hourglass, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';

type Standing = Pick<LimitRow, 'status' | 'awaitingReview' | 'effectiveFrom' | 'effectiveTo'>;

interface StandingWords {
  readonly words: string;
  readonly icon: LucideIcon;
  readonly mark: string;
}

function standingOf(row: Standing): StandingWords {
  if (row.status === 'PROPOSED') return { words: 'Proposed', icon: Hourglass, mark: 'WARN' };
  if (row.status !== 'ACTIVE') return { words: 'Retired', icon: CircleOff, mark: 'plain' };
  if (row.awaitingReview) return { words: 'To review', icon: Eye, mark: 'WARN' };
  if (row.effectiveTo !== null) return { words: 'Temporary', icon: Clock, mark: 'PASS' };
  return { words: 'In force', icon: CircleCheck, mark: 'plain' };
}

export const statusWords = (row: Standing): string => standingOf(row).words;

/** Where a version stands, as icon and word; the colour only repeats them. */
export function LimitStatusMark({ row }: { row: Standing }): ReactElement {
  const { words, icon: Icon, mark } = standingOf(row);
  return (
    <span className={`mark ${mark}`}>
      <Icon className="icon" size={13} aria-hidden />
      {words}
    </span>
  );
}
