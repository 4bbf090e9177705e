import { useState, type ReactElement } from 'react';
import type { DecisionOutput, TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { NEVER_OVERRIDDEN } from '#shared/domain/override.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { ReasonField } from '#renderer/components/reason-field.tsx';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import type { OutcomeOutput } from '#renderer/components/sort-outcomes.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { describeTicket } from '#renderer/format/describe-ticket.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';

export interface OverrideDialogProps {
  readonly ticket: TicketInput;
  readonly decision: DecisionOutput;
  readonly onClose: () => void;
}

/** Asks another person to let this very ticket past the controls that deny it. */
export function OverrideDialog({ ticket, decision, onClose }: OverrideDialogProps): ReactElement {
  const controls = deniedControls(decision);
  const [left, setLeft] = useState<ReadonlySet<ControlCode>>(new Set());
  const [reason, setReason] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = [...controls.keys()].filter((code) => isOverridable(code) && !left.has(code));
  const blocked = busy || reason.trim() === '' || asked.length === 0;
  const request = async (): Promise<void> => {
    if (blocked) return;
    setBusy(true);
    try {
      await deskClient.call('overrides.request', { ticket, controls: asked, reason: reason.trim() });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const choose = (code: ControlCode, wanted: boolean): void =>
    setLeft((before) => {
      const after = new Set(before);
      if (wanted) after.delete(code);
      else after.add(code);
      return after;
    });
  return (
    <Dialog
      title="Ask for an override"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Do not ask
          </button>
          <button type="submit" form="override-form" className="button primary" disabled={blocked}>
            Ask another person
          </button>
        </>
      }
    >
      <form
        id="override-form"
        className="override-form"
        onSubmit={(event) => {
          event.preventDefault();
          void request();
        }}
      >
        <p>
          To <b>{describeTicket(ticket)}</b>, unchanged and once. Somebody else decides on it within 15
          minutes; you send it then. Every other control still counts.
        </p>
        <ReasonField value={reason} onChange={setReason} />
        <fieldset>
          <legend>Let it past</legend>
          {[...controls].map(([code, outcomes]) => (
            <label key={code} className="override-control">
              <input
                type="checkbox"
                disabled={!isOverridable(code)}
                checked={isOverridable(code) && !left.has(code)}
                onChange={({ target }) => choose(code, target.checked)}
              />
              <StatusMark status={outcomes[0]?.status ?? 'BLOCK'} />
              <span>
                {controlTitle(code)}
                <span className="muted"> {whose(outcomes)}</span>
                {!isOverridable(code) && <span className="muted"> (nobody may let this pass)</span>}
              </span>
            </label>
          ))}
        </fieldset>
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

const isOverridable = (code: ControlCode): boolean => !NEVER_OVERRIDDEN.includes(code);

/** Whether anything that denies could be asked about. */
export const mayBeOverridden = (decision: DecisionOutput): boolean =>
  [...deniedControls(decision).keys()].some(isOverridable);

function deniedControls(decision: DecisionOutput): ReadonlyMap<ControlCode, readonly OutcomeOutput[]> {
  return Map.groupBy(
    decision.outcomes.filter((outcome) => !outcome.notApplicable && isDenied(outcome.status)),
    ({ code }) => code,
  );
}

const whose = (outcomes: readonly OutcomeOutput[]): string =>
  outcomes
    .map(({ scope, limitId }) =>
      limitId === null ? 'desk rule' : `${describeScope(scope)}, limit ${limitId}`,
    )
    .join('; ');
