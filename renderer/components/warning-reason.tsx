import { useEffect, useRef, useState, type ReactElement } from 'react';
import { KeyHint } from './key-hint.tsx';

export interface WarningReasonProps {
  readonly className: string;
  readonly placeholder: string;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
}

/** Asks why something is sent past a warning: Enter sends it with the reason, Escape goes back. */
export function WarningReason({
  className,
  placeholder,
  onReason,
  onBack,
}: WarningReasonProps): ReactElement {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // It appears because the person asked to send: the answer to that question is typed next.
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onReason(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <input
        ref={field}
        className="input"
        aria-label="Reason for sending past a warning"
        placeholder={placeholder}
        maxLength={1024}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={reason.trim() === ''}>
        Send anyway <KeyHint keys="Enter" />
      </button>
      <button type="button" className="button quiet" onClick={onBack}>
        Back <KeyHint keys="Escape" />
      </button>
    </form>
  );
}
