import { useState, type ReactElement } from 'react';
import { useCapability } from '#renderer/client/use-capability.ts';
import { useIdentity } from '#renderer/client/use-identity.ts';
import { useSend } from '#renderer/client/use-send.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { TextField } from '#renderer/components/text-field.tsx';
import { PlaceField } from './place-field.tsx';
import { placeText, STATE_MEANINGS, STATE_VERBS, type Place, type Stricter } from './place.ts';

/** Chooses where, how strict and why; the button that does it names the scope. In force on the very next ticket. */
export function HaltForm(props: { place: Place; onPlace: (place: Place) => void }): ReactElement {
  const { place, onPlace } = props;
  const may = useCapability('SET_STATES');
  const identity = useIdentity();
  const [state, setState] = useState<Stricter>('HALTED');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const { busy, error, send } = useSend();
  const wanted = { ...place, key: place.key.trim(), state, reason: reason.trim() };
  const blocked = busy || !may || wanted.key === '' || wanted.reason === '';
  const action = `${STATE_VERBS[state]} ${placeText(wanted)}`;
  const set = async (): Promise<void> => {
    if (blocked) return;
    setDone(null);
    const row = await send('states.set', wanted);
    if (row === null) return;
    setDone(`${placeText(row)} is ${row.state}: ${STATE_MEANINGS[row.state]}.`);
    setReason('');
  };
  return (
    <form
      className="halt-form"
      aria-label="Halt or restrict trading"
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <div className="place">
        <PlaceField place={place} onChange={onPlace} />
      </div>
      <fieldset className="segmented" aria-label="State">
        {(['HALTED', 'REDUCING'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="state" checked={state === one} onChange={() => setState(one)} />
            <strong>{one}</strong>
            <span className="muted">{STATE_MEANINGS[one]}</span>
          </label>
        ))}
      </fieldset>
      <TextField label="Reason (recorded)" value={reason} onChange={setReason} maxLength={1024} />
      <div className="decide">
        <p className="muted" aria-live="polite">
          {done ?? whyNot(may, wanted) ?? 'In force on the very next ticket. Looser again takes two people.'}
        </p>
        <button type="submit" className="button danger" disabled={blocked}>
          {action}
        </button>
      </div>
      {may && identity?.singleOwner === true && (
        <p className="note warn">
          This desk has no users but its owner, and re-arming takes two people: what you halt stays halted
          until there are two users (Settings, Users).
        </p>
      )}
      {error !== null && (
        <ErrorNote error={error}>
          {error.code === 'COMMIT_UNKNOWN' || error.code === 'STORE_UNAVAILABLE' ? (
            <p>It is in force in this engine, but not on record. Set it again when the store answers.</p>
          ) : (
            <></>
          )}
        </ErrorNote>
      )}
    </form>
  );
}

function whyNot(may: boolean, { key, reason }: { key: string; reason: string }): string | null {
  if (!may) return 'This takes the role Risk officer or Approver: ask one, or sign in as one.';
  if (key === '') return 'Say which one.';
  return reason === '' ? 'Say why: it is recorded with your name.' : null;
}
