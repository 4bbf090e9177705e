import { useState, type ReactElement } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';

export interface DropDialogProps {
  readonly name: string;
  readonly changes: number;
  readonly onClose: () => void;
  readonly onDropped: () => void;
}

/** A branch is nowhere but in memory, so dropping it is for good. */
export function DropDialog({ name, changes, onClose, onDropped }: DropDialogProps): ReactElement {
  const [error, setError] = useState<AppError | null>(null);
  const drop = async (): Promise<void> => {
    try {
      await deskClient.call('whatif.branches.drop', { name });
      onDropped();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  return (
    <Dialog
      title={`Drop ${name}?`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="button" className="button danger" onClick={() => void drop()}>
            Drop {name}
          </button>
        </>
      }
    >
      <p>
        {changes === 1 ? 'Its one change is' : `Its ${formatCount(changes)} changes are`} kept nowhere else.
        The desk’s own book stays as it is.
      </p>
      {error !== null && <ErrorNote error={error} />}
    </Dialog>
  );
}
