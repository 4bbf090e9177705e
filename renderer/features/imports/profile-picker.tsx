import { useId, useState, type ReactElement } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { ImportProfile } from '#shared/domain/import-choices.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';

/** Which of the desk's profiles the next files are read by; nothing is shown while the desk has none. */
export function ProfilePicker({
  chosen,
  onChoose,
}: {
  chosen: ImportProfile | null;
  onChoose: (profile: ImportProfile | null) => void;
}): ReactElement | null {
  const profiles = useQuery('imports.profiles', {});
  const [error, setError] = useState<AppError | null>(null);
  const id = useId();
  if (profiles.data === null || profiles.data.length === 0) return null;
  const remove = async (name: string): Promise<void> => {
    try {
      await deskClient.call('imports.deleteProfile', { name });
      onChoose(null);
      setError(null);
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    profiles.reload();
  };
  return (
    <>
      <div className="row profile">
        <label htmlFor={id}>Read them by</label>
        <select
          id={id}
          className="input"
          value={chosen?.name ?? ''}
          onChange={(event) =>
            onChoose(profiles.data?.find(({ name }) => name === event.target.value) ?? null)
          }
        >
          <option value="">what they show themselves</option>
          {profiles.data.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        {chosen !== null && (
          <button type="button" className="button quiet" onClick={() => void remove(chosen.name)}>
            Delete this profile
          </button>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
