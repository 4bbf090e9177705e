import { CircleCheck, CircleHelp, OctagonX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Status } from '#shared/domain/decision.ts';
import { VERDICT_WORDS } from '#renderer/format/verdict-words.ts';

export const STATUS_ICONS: Readonly<Record<Status, LucideIcon>> = {
  PASS: CircleCheck,
  WARN: TriangleAlert,
  BLOCK: OctagonX,
  UNDETERMINED: CircleHelp,
};

/** A status as icon and word; the colour only repeats them. */
export function StatusMark({ status }: { status: Status }): ReactElement {
  const Icon = STATUS_ICONS[status];
  return (
    <span className={`mark ${status}`}>
      <Icon className="icon" size={13} aria-hidden />
      {VERDICT_WORDS[status]}
    </span>
  );
}
