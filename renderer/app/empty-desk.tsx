import { FolderOpen, LayoutDashboard } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { readDesk } from '#renderer/client/desk-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { StepList } from './step-list.tsx';

export interface EmptyDeskProps {
  readonly onImport: () => void;
  readonly onSkip: () => void;
}

/** A desk with nothing in it: the two ways to fill it, the first of three steps to a verdict. */
export function EmptyDesk({ onImport, onSkip }: EmptyDeskProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const loadSample = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await deskClient.call('desk.loadSample', {});
      await readDesk();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  };
  return (
    <div className="empty first-start">
      <StepList step="data" />
      <h1>May this ticket go, and if not, what is the most that may?</h1>
      <p>
        This desk is empty: no instruments, positions or limits yet. Every ticket is denied until there are
        limits.
      </p>
      <div className="ways">
        <button type="button" className="way" disabled={busy} onClick={() => void loadSample()}>
          <LayoutDashboard size={22} aria-hidden />
          <strong>{busy ? 'Opening the sample desk ...' : 'Open the sample desk'}</strong>
          <span>
            Invented companies with a year of prices, three accounts, positions, and a moderate set of limits.
            Ready to type a ticket.
          </span>
        </button>
        <button type="button" className="way" disabled={busy} onClick={onImport}>
          <FolderOpen size={22} aria-hidden />
          <strong>Import a folder</strong>
          <span>
            Your own instruments, prices, accounts, positions and limits as CSV and JSON. You see what was
            read before it is accepted.
          </span>
        </button>
      </div>
      <button type="button" className="button quiet small" disabled={busy} onClick={onSkip}>
        Skip this step
      </button>
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
