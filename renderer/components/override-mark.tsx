import { CircleCheck, Clock, Hourglass, OctagonX, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { OVERRIDE_WORDS, type OverrideStanding } from '#renderer/format/override-words.ts';

const LOOKS: Readonly<Record<OverrideStanding, readonly [icon: LucideIcon, tone: string]>> = {
  REQUESTED: [Hourglass, 'WARN'],
  GRANTED: [CircleCheck, 'PASS'],
  REFUSED: [OctagonX, 'BLOCK'],
  CONSUMED: [CircleCheck, ''],
  EXPIRED: [Clock, ''],
};

/** Where an override stands as icon and word. */
export function OverrideMark({ standing }: { standing: OverrideStanding }): ReactElement {
  const [Icon, tone] = LOOKS[standing];
  return (
    <span className={`mark ${tone}`}>
      <Icon className="icon" size={13} aria-hidden />
      {OVERRIDE_WORDS[standing]}
    </span>
  );
}
