import { useState, type ReactElement, type ReactNode } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { TextField } from './labelled-field.tsx';

export interface ReasonDialogProps {
  readonly title: string;
  /** What happens, on the button that does it. */
  readonly action: string;
  readonly danger?: boolean;
  /** Sends it; what is thrown is shown, and the dialog stays. */
  readonly onConfirm: (reason: string) => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks why before something is done that is recorded with who and when. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const { title, action, danger = false, onConfirm, onClose, children } = props;
  const [reason, setReason] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const blocked = busy || reason.trim() === '';
  const confirm = async (): Promise<void> => {
    if (blocked) return;
    setBusy(true);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button
            type="submit"
            form="reason-form"
            className={`button ${danger ? 'danger' : 'primary'}`}
            disabled={blocked}
          >
            {action}
          </button>
        </>
      }
    >
      <form
        id="reason-form"
        className="limit-form"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {children}
        <TextField first label="Reason (recorded)" value={reason} onChange={setReason} />
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
