import { useState, type ReactElement } from 'react';
import type { AlertRow } from '#shared/contract/procedures/alerts.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { NoteField } from './note-field.tsx';

export type HandleStep = 'acknowledge' | 'snooze' | 'resolve';

export interface Handling {
  readonly step: HandleStep;
  /** At least one. */
  readonly rows: readonly AlertRow[];
}

/** Alerts that one call takes. */
export const MOST_HANDLED = 1_000;

const WORDS: Readonly<Record<HandleStep, { verb: string; meaning: string }>> = {
  acknowledge: {
    verb: 'Acknowledge',
    meaning: 'You take it on. It stays in the list, and is new again when it gets worse.',
  },
  snooze: { verb: 'Snooze', meaning: 'It is quiet until then, unless it becomes more severe.' },
  resolve: { verb: 'Resolve', meaning: 'It is over. The same thing again is another alert.' },
};

const MINUTES = [
  [15, '15 minutes'],
  [60, '1 hour'],
  [240, '4 hours'],
  [1_440, '1 day'],
] as const;

/** Acknowledges, snoozes or resolves alerts with a note; recorded with who and when. */
export function HandleDialog({ step, rows, onClose }: Handling & { onClose: () => void }): ReactElement {
  const [note, setNote] = useState('');
  const [minutes, setMinutes] = useState<number>(60);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const handle = async (): Promise<void> => {
    setBusy(true);
    const given = { alertIds: rows.map(({ alertId }) => alertId), note: note.trim() };
    try {
      if (step === 'snooze') {
        await deskClient.call('alerts.snooze', { ...given, until: Date.now() + minutes * 60_000 });
      } else await deskClient.call(`alerts.${step}`, given);
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const { verb, meaning } = WORDS[step];
  const [only] = rows;
  const name = rows.length === 1 && only !== undefined ? only.title : `${formatCount(rows.length)} alerts`;
  return (
    <Dialog
      title={`${verb}: ${name}`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button type="submit" form="handle-form" className="button primary" disabled={busy}>
            {verb}
          </button>
        </>
      }
    >
      <form
        id="handle-form"
        className="alert-form"
        onSubmit={(event) => {
          event.preventDefault();
          void handle();
        }}
      >
        <p>{meaning}</p>
        {step === 'snooze' && (
          <div className="segmented" role="radiogroup" aria-label="For how long">
            {MINUTES.map(([length, words]) => (
              <label key={length}>
                <input
                  type="radio"
                  name="snooze-minutes"
                  checked={minutes === length}
                  onChange={() => setMinutes(length)}
                />
                {words}
              </label>
            ))}
          </div>
        )}
        <NoteField value={note} onChange={setNote} />
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
