import { useRef, useState, type ReactElement } from 'react';
import type { FileComparison } from '#shared/contract/procedures/limits.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { FileDiff } from './file-diff.tsx';
import { say } from './limits-store.ts';
import { writtenWords } from './presets-dialog.tsx';

/** Characters that one call carries. */
const MOST = 1_000_000;

interface Chosen {
  readonly file: string;
  readonly text: string;
}

/** A limits file against the desk: what it adds, changes and lacks, what of it is refused; then it is proposed whole. */
export function ImportDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [found, setFound] = useState<FileComparison | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  };
  const compare = (file: File): Promise<void> =>
    run(async () => {
      setFound(null);
      setChosen(null);
      if (file.size > MOST) {
        setError(
          appError(
            'IMPORT_TOO_LARGE',
            'The file is longer than a megabyte',
            file.name,
            'Use the import pane.',
          ),
        );
        return;
      }
      const next = { file: file.name, text: await file.text() };
      setFound(await deskClient.call('limits.compareFile', next));
      setChosen(next);
    });
  const propose = (): Promise<void> =>
    run(async () => {
      if (chosen === null) return;
      const { written, status } = await deskClient.call('limits.importFile', chosen);
      say(`${chosen.file}: ${writtenWords(written, status)}`);
      onClose();
    });
  const differs = found === null ? 0 : found.added + found.changed;
  return (
    <Dialog
      title="Import a limits file"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
          <button
            type="button"
            className="button primary"
            disabled={busy || differs === 0 || found?.rejected !== 0}
            onClick={() => void propose()}
          >
            Propose {differs} {differs === 1 ? 'limit' : 'limits'}
          </button>
        </>
      }
    >
      <div className="limit-form wide">
        <div className="impact-head">
          <button type="button" className="button" disabled={busy} onClick={() => input.current?.click()}>
            {found === null ? 'Choose a file' : 'Choose another file'}
          </button>
          <input
            ref={input}
            type="file"
            accept=".json,.csv"
            hidden
            aria-label="Limits file"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) void compare(file);
              event.target.value = '';
            }}
          />
          <span className="muted" role="status">
            {busy
              ? 'Reading ...'
              : (found?.file ?? 'JSON or CSV; it is compared first, and changes nothing.')}
          </span>
        </div>
        {error !== null && <ErrorNote error={error} />}
        {found !== null && <FileDiff found={found} />}
      </div>
    </Dialog>
  );
}
