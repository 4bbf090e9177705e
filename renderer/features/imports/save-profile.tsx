import { useState, type ReactElement } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';

/** Keeps the answers of this import under a name. */
export function SaveProfile({
  choices,
  usedName,
}: {
  choices: ImportChoices;
  usedName: string;
}): ReactElement {
  const [name, setName] = useState(usedName);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const save = async (): Promise<void> => {
    setError(null);
    try {
      const kept = await deskClient.call('imports.saveProfile', { name, choices: { ...choices } });
      setSaved(kept.name);
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  return (
    <form
      className="save-profile"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        className="input"
        aria-label="Name of the profile"
        placeholder="Name, such as the sender"
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={name.trim() === ''}>
        Keep these answers
      </button>
      {saved !== null && <span role="status">Kept as {saved}: choose it for the next files.</span>}
      {error !== null && <ErrorNote error={error} />}
    </form>
  );
}
