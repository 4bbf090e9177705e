import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { useSeconds } from '#renderer/client/use-seconds.ts';
import { runCommand } from '#renderer/client/command-store.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { OverrideMark } from '#renderer/components/override-mark.tsx';
import { describeTicket } from '#renderer/format/describe-ticket.ts';
import { formatLeft, standingOf } from '#renderer/format/override-words.ts';
import { formatClock, formatInstant } from '#renderer/format/times.ts';
import { OverrideDetail } from './override-detail.tsx';
import './overrides.css';

/** Every request to let a ticket past a control: those that wait first, then what became of the others. */
export function OverridesPane(): ReactElement {
  const { data, error } = useQuery('overrides.list', { limit: 200 }, ['overrides.changed']);
  const mayGrant = useCapability('GRANT_OVERRIDES');
  const now = useSeconds(data !== null && data.length > 0);
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = (data ?? []).map((row) => ({ row, standing: standingOf(row, now) }));
  const waiting = rows
    .filter(({ standing }) => standing === 'REQUESTED')
    .toSorted((a, b) => a.row.expiresAt - b.row.expiresAt);
  const listed = [...waiting, ...rows.filter(({ standing }) => standing !== 'REQUESTED')];
  const open = listed.find(({ row }) => row.overrideId === chosen) ?? waiting[0] ?? null;
  if (error !== null && data === null) {
    return (
      <div className="pane">
        <ErrorNote error={error} />
      </div>
    );
  }
  if (data !== null && listed.length === 0) {
    return (
      <div className="pane">
        <EmptyState title="Nobody has asked for an override">
          A trader whose ticket is denied asks for one in the ticket; it waits here until another person
          grants or refuses it.
          <button type="button" className="button" onClick={() => runCommand('ticket.focus')}>
            Type a ticket <KeyHint keys="Alt+t" />
          </button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="pane overrides-pane">
      <p className="toolbar muted" role="status">
        {waiting.length === 0
          ? 'None waits for a decision'
          : `${waiting.length} waiting, first to expire on top`}
        {!mayGrant && ' · an officer with the right to grant decides on them'}
      </p>
      <ul className="override-list" aria-label="Overrides, waiting first" onKeyDown={moveByArrows}>
        {listed.map(({ row, standing }) => (
          <li key={row.overrideId}>
            <button
              type="button"
              className="override-row"
              aria-pressed={open?.row.overrideId === row.overrideId}
              onClick={() => setChosen(row.overrideId)}
            >
              <OverrideMark standing={standing} />
              <span className="clip strong">{describeTicket(row.ticket)}</span>
              <span className="clip muted">{row.controls.map(controlTitle).join(', ')}</span>
              <span className="clip">{row.requestedBy}</span>
              <span className="num r" title={formatInstant(row.requestedAt)}>
                {standing === 'REQUESTED' || standing === 'GRANTED'
                  ? formatLeft(row.expiresAt, now)
                  : formatClock(row.requestedAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <OverrideDetail
          key={open.row.overrideId}
          row={open.row}
          standing={open.standing}
          mayGrant={mayGrant}
        />
      )}
    </div>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.override-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (target === undefined || at < 0) return;
  event.preventDefault();
  rows[Math.min(Math.max(target, 0), rows.length - 1)]?.focus();
}
