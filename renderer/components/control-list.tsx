import { memo, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { DecisionOutput } from '#shared/contract/schemas/ticket.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { useStore } from 'zustand';
import { deskStore } from '#renderer/client/desk-store.ts';
import { ControlRow } from './control-row.tsx';
import { outcomeKey, sortOutcomes } from './sort-outcomes.ts';
import { useAfterPaint } from './use-after-paint.ts';
import './control-list.css';

export interface ControlListProps {
  readonly decision: DecisionOutput;
  /** An older answer, shown until the new one is here. */
  readonly dimmed?: boolean;
}

/**
 * Every control of a decision, worst first, one line each; a line opens to its formula and numbers. It comes a frame after
 * the verdict above it, which it would hold up.
 */
export function ControlList({ decision, dimmed = false }: ControlListProps): ReactElement {
  return <Controls decision={useAfterPaint(decision)} dimmed={dimmed} />;
}

/** Drawn again only for another decision. */
const Controls = memo(function Controls({ decision, dimmed }: Required<ControlListProps>): ReactElement {
  const catalogue = useStore(deskStore, (slice) => slice.catalogue);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const outcomes = useMemo(() => sortOutcomes(decision.outcomes), [decision]);
  const toggle = (key: string): void =>
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  return (
    <div className={`control-list${dimmed ? ' dimmed' : ''}`} aria-busy={dimmed}>
      <div className="control-head" aria-hidden>
        <span>Status</span>
        <span>Control</span>
        <span className="r before">Before</span>
        <span className="r">After</span>
        <span className="r soft">Soft</span>
        <span className="r">Hard</span>
        <span className="used">Used</span>
        <span className="r">Max qty</span>
      </div>
      <ul aria-label="Controls, worst first" onKeyDown={moveByArrows}>
        {outcomes.map((outcome, index) => {
          const key = outcomeKey(outcome);
          return (
            <ControlRow
              key={key}
              outcome={outcome}
              entry={catalogue.get(outcome.code)}
              deskClock={decision.deskClock}
              binding={
                decision.binding?.code === outcome.code && decision.binding.limitId === outcome.limitId
              }
              open={opened.has(key)}
              tabbable={index === Math.min(current, outcomes.length - 1)}
              onFocus={() => setCurrent(index)}
              onToggle={() => toggle(key)}
            />
          );
        })}
      </ul>
      <NotApplicable decision={decision} />
    </div>
  );
});

function NotApplicable({ decision }: { decision: DecisionOutput }): ReactElement | null {
  const left = decision.outcomes.filter((outcome) => outcome.notApplicable);
  if (left.length === 0) return null;
  return (
    <details className="not-applicable">
      <summary>
        {left.length} {left.length === 1 ? 'control does' : 'controls do'} not apply to this ticket
      </summary>
      <p className="muted">
        {left
          .map(
            (outcome) =>
              titleOfCode(outcome.code) + (outcome.limitId === null ? '' : ` (${outcome.limitId})`),
          )
          .join(', ')}
      </p>
    </details>
  );
}

/** Arrows, Home and End walk the lines; the list is one stop of the Tab key. */
function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.control-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  rows[Math.min(Math.max(target, 0), rows.length - 1)]?.focus();
}
