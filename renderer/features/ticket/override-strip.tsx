import { X } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OverrideRow } from '#shared/contract/procedures/overrides.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { withoutId } from '#renderer/client/repeat-ticket.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { useSeconds } from '#renderer/client/use-seconds.ts';
import { openDecision, putTicket } from '#renderer/client/workspace-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { OverrideMark } from '#renderer/components/override-mark.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { describeTicket } from '#renderer/format/describe-ticket.ts';
import { formatLeft, standingOf } from '#renderer/format/override-words.ts';

/** How long what ended without use stays to be read. */
const READ_MS = 5 * 60_000;
const MAX_SHOWN = 4;

/** What this trader asked to let pass: how it stands, how long it counts, and the ticket sent with it, once. */
export function OverrideStrip(): ReactElement | null {
  const actor = useStore(deskStore, ({ status }) => status?.actor ?? '');
  const { data } = useQuery('overrides.list', { limit: 200 }, ['overrides.changed']);
  const mine = data?.filter(({ requestedBy, state }) => requestedBy === actor && state !== 'CONSUMED') ?? [];
  const now = useSeconds(mine.length > 0);
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const shown = mine.filter((row) => !read.has(row.overrideId) && now < row.expiresAt + READ_MS);
  if (shown.length === 0) return null;
  return (
    <section className="override-strip" aria-label="Overrides you asked for">
      <ul>
        {shown.slice(0, MAX_SHOWN).map((row) => (
          <OverrideLine
            key={row.overrideId}
            row={row}
            now={now}
            onRead={() => setRead((before) => new Set([...before, row.overrideId]))}
          />
        ))}
      </ul>
      {shown.length > MAX_SHOWN && (
        <p className="muted">and {shown.length - MAX_SHOWN} more in the pane Overrides</p>
      )}
    </section>
  );
}

interface OverrideLineProps {
  readonly row: OverrideRow;
  readonly now: number;
  readonly onRead: () => void;
}

function OverrideLine({ row, now, onRead }: OverrideLineProps): ReactElement {
  const { overrideId, reason, ticket, controls, decidedBy, expiresAt } = row;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const standing = standingOf(row, now);
  const isOpen = standing === 'REQUESTED' || standing === 'GRANTED';
  const send = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      // The override is good once, and so is its key: whatever happens on the way, it is one send.
      const answer = await deskClient.call('tickets.send', {
        ticket: withoutId(ticket),
        idempotencyKey: `override:${overrideId}`,
        overrideId,
        acknowledgement: { reason },
      });
      if (!answer.replayed) deskBlotter.announce(answer.decision.decisionId);
      openDecision(answer.decision.decisionId);
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  };
  const what = controls.map(controlTitle).join(', ');
  return (
    <li>
      <div className="override-line">
        <OverrideMark standing={standing} />
        <span className="clip" title={`${describeTicket(ticket)}: ${what} (${reason})`}>
          {describeTicket(ticket)}
          <span className="muted"> past {what}</span>
        </span>
        <span className="num muted left">
          {isOpen && formatLeft(expiresAt, now)}
          {!isOpen && decidedBy !== null && `by ${decidedBy}`}
        </span>
        {standing === 'GRANTED' ? (
          <button
            type="button"
            className="button small primary"
            disabled={busy}
            aria-label={`Send with the override: ${describeTicket(ticket)}`}
            onClick={() => void send()}
          >
            Send with it
          </button>
        ) : (
          <button
            type="button"
            className="button small"
            aria-label={`Take into the ticket: ${describeTicket(ticket)}`}
            onClick={() => putTicket(withoutId(ticket))}
          >
            Take
          </button>
        )}
        {!isOpen && (
          <button
            type="button"
            className="button quiet small icon-only"
            aria-label={`Read: ${describeTicket(ticket)}`}
            onClick={onRead}
          >
            <X size={12} aria-hidden />
          </button>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
}
