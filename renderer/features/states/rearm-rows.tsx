import { useEffect, useState, type ReactElement } from 'react';
import type { RearmRow } from '#shared/contract/procedures/states.ts';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useIdentity } from '#renderer/client/use-identity.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { placeText } from './place.ts';

const TICK_MS = 5_000;

/** Requests that wait for their second person; each ends by itself. */
export function RearmRows({ rows }: { rows: readonly RearmRow[] }): ReactElement | null {
  const [now, setNow] = useState(Date.now());
  const { busy, error, send } = useSend();
  const identity = useIdentity();
  const may = useCapability('SET_STATES');
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const waiting = rows.filter(({ expiresAt }) => expiresAt > now);
  if (waiting.length === 0) return null;
  return (
    <section>
      <h3>Waits for a second person</h3>
      <ul className="state-rows" aria-label="Requests to re-arm">
        {waiting.map((row) => (
          <li key={row.requestId}>
            <div className="line">
              <strong className="num">{placeText(row)}</strong>
              <span className="num">
                {row.from} → {row.to}
              </span>
              <span className="grow clip" title={row.reason}>
                {row.reason}
              </span>
              {row.requestedBy === identity?.user ? (
                <span className="muted">yours: another person approves it</span>
              ) : (
                <button
                  type="button"
                  className="button small primary"
                  disabled={busy || !may}
                  onClick={() => void send('states.approveRearm', { requestId: row.requestId })}
                >
                  Re-arm {placeText(row)}
                </button>
              )}
            </div>
            <p className="muted">
              asked by {row.requestedBy}; ends in{' '}
              <span className="num">{Math.ceil((row.expiresAt - now) / 60_000)}</span> min
              {!may && '. Approving takes the role Risk officer or Approver.'}
            </p>
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
