import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OverrideRow } from '#shared/contract/procedures/overrides.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { openDecision } from '#renderer/client/workspace-store.ts';
import { ControlList } from '#renderer/components/control-list.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { describeTicket } from '#renderer/format/describe-ticket.ts';
import type { OverrideStanding } from '#renderer/format/override-words.ts';
import { formatInstant } from '#renderer/format/times.ts';

const SECONDS = [30, 60, 120, 300, 900] as const;

export interface OverrideDetailProps {
  readonly row: OverrideRow;
  readonly standing: OverrideStanding;
  readonly mayGrant: boolean;
}

/** One request with the ticket as it would be decided now, and the two answers to it. */
export function OverrideDetail({ row, standing, mayGrant }: OverrideDetailProps): ReactElement {
  const actor = useStore(deskStore, ({ status }) => status?.actor ?? '');
  const { ticket, controls, reason, requestedBy, requestedAt, decidedBy, decisionId } = row;
  const waits = standing === 'REQUESTED';
  const asks = waits || standing === 'GRANTED';
  const { data: decision, error } = useQuery('tickets.preview', asks ? { ticket } : null, [
    'book.changed',
    'limits.changed',
  ]);
  const others =
    decision?.outcomes.filter(
      ({ status, notApplicable, code }) => !notApplicable && isDenied(status) && !controls.includes(code),
    ) ?? [];
  return (
    <section className="override-detail" aria-label="The request">
      <h2>{describeTicket(ticket)}</h2>
      <dl>
        <dt>Past</dt>
        <dd>{controls.map(controlTitle).join(', ')}</dd>
        <dt>Reason</dt>
        <dd>{reason}</dd>
        <dt>Asked by</dt>
        <dd>
          {requestedBy}, {formatInstant(requestedAt)}
        </dd>
        {decidedBy !== null && (
          <>
            <dt>Decided by</dt>
            <dd>{decidedBy}</dd>
          </>
        )}
      </dl>
      {waits && <Answer row={row} why={whyNot(mayGrant, requestedBy === actor)} />}
      {decisionId !== null && (
        <button type="button" className="button" onClick={() => openDecision(decisionId)}>
          Open the decision that used it
        </button>
      )}
      {error !== null && <ErrorNote error={error} />}
      {others.length > 0 && (
        <p className="note warn">
          Granted or not, this ticket is denied by {others.map(({ code }) => controlTitle(code)).join(', ')}.
        </p>
      )}
      {decision !== null && (
        <>
          <h3>As it would be decided now</h3>
          <ControlList decision={decision} />
        </>
      )}
    </section>
  );
}

function whyNot(mayGrant: boolean, isOwn: boolean): string | null {
  if (!mayGrant) return 'You may look: granting needs the right to grant overrides.';
  return isOwn ? 'You asked for it yourself: another person decides on it.' : null;
}

function Answer({ row, why }: { row: OverrideRow; why: string | null }): ReactElement {
  const [seconds, setSeconds] = useState<number>(60);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const { overrideId } = row;
  const answer = async (call: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await call();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  };
  return (
    <div className="override-answer">
      <label>
        Counts for{' '}
        <select
          className="input"
          disabled={why !== null}
          value={seconds}
          onChange={({ target }) => setSeconds(Number(target.value))}
        >
          {SECONDS.map((one) => (
            <option key={one} value={one}>
              {one < 120 ? `${one} s` : `${one / 60} min`}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button primary"
        disabled={busy || why !== null}
        onClick={() => void answer(() => deskClient.call('overrides.grant', { overrideId, seconds }))}
      >
        Grant, once
      </button>
      <button
        type="button"
        className="button danger"
        disabled={busy || why !== null}
        onClick={() => void answer(() => deskClient.call('overrides.refuse', { overrideId }))}
      >
        Refuse
      </button>
      {why !== null && <span className="muted">{why}</span>}
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
