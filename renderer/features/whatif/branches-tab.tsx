import { FlaskConical, Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { BranchEditor } from './branch-editor.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { DropDialog } from './drop-dialog.tsx';
import { whatifStore } from './whatif-store.ts';

/** Beside the base; more would not be read side by side. */
const MOST_COMPARED = 4;

/** Books that are not the desk's: kept by name while the desk is open, changed here and read beside the base. */
export function BranchesTab(): ReactElement {
  const { data, error, reload } = useQuery('whatif.branches.list', {});
  const compared = useStore(whatifStore, (slice) => slice.compared);
  const open = useStore(whatifStore, (slice) => slice.openBranch);
  const [name, setName] = useState('');
  const [failed, setFailed] = useState<AppError | null>(null);
  const [dropping, setDropping] = useState<string | null>(null);
  const [version, setVersion] = useState(0);
  const branches = data ?? [];
  const isKnown = (one: string): boolean => branches.some((branch) => branch.name === one);
  const changed = (): void => {
    reload();
    setVersion((count) => count + 1);
  };
  const create = async (): Promise<void> => {
    const wanted = name.trim();
    if (isKnown(wanted)) {
      whatifStore.setState({ openBranch: wanted });
      return;
    }
    try {
      await deskClient.call('whatif.branches.save', { name: wanted, changes: [] });
      setName('');
      setFailed(null);
      whatifStore.setState(({ compared: before }) => ({
        openBranch: wanted,
        compared: [...before, wanted].slice(-MOST_COMPARED),
      }));
      changed();
    } catch (thrown) {
      setFailed(toAppError(thrown));
    }
  };
  const toggle = (one: string): void => {
    whatifStore.setState({
      compared: compared.includes(one) ? compared.filter((other) => other !== one) : [...compared, one],
    });
  };
  const shown = compared.filter(isKnown);
  return (
    <div className="branches">
      <div className="branch-list">
        <form
          className="form-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void create();
          }}
        >
          <input
            className="input"
            aria-label="Name of a new branch"
            placeholder="New branch"
            autoComplete="off"
            maxLength={64}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button" disabled={name.trim() === ''}>
            Create
          </button>
        </form>
        {error !== null && <ErrorNote error={error} />}
        {failed !== null && <ErrorNote error={failed} />}
        <ul aria-label="Branches">
          {branches.map((branch) => (
            <li key={branch.name} className={open === branch.name ? 'open' : ''}>
              <label className="clip">
                <input
                  type="checkbox"
                  checked={compared.includes(branch.name)}
                  disabled={!compared.includes(branch.name) && shown.length >= MOST_COMPARED}
                  onChange={() => toggle(branch.name)}
                />
                <span className="clip" title={branch.name}>
                  {branch.name}
                </span>
                <span className="muted num">{formatCount(branch.changes)}</span>
              </label>
              <button
                type="button"
                className="button quiet small"
                aria-label={`Change ${branch.name}`}
                onClick={() => whatifStore.setState({ openBranch: branch.name })}
              >
                <Pencil size={13} aria-hidden />
              </button>
              <button
                type="button"
                className="button quiet small"
                aria-label={`Drop ${branch.name}`}
                onClick={() => setDropping(branch.name)}
              >
                <Trash2 size={13} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
        {branches.length > 0 && (
          <p className="muted">
            Checked ones stand beside the base, four at most. The number is that of the changes.
          </p>
        )}
      </div>
      <div className="branch-right">
        {open !== null && isKnown(open) && <BranchEditor key={open} name={open} onChanged={changed} />}
        {shown.length > 0 ? (
          <ComparisonView names={shown} version={version} />
        ) : (
          <EmptyState title={branches.length === 0 ? 'No branch yet' : 'No branch is checked'}>
            <FlaskConical size={20} aria-hidden />
            {branches.length === 0
              ? 'A branch is the desk’s book with changes of yours: prices that move, trades that are made. Give one a name to begin.'
              : 'Check up to four of them to read them beside the base.'}
          </EmptyState>
        )}
      </div>
      {dropping !== null && (
        <DropDialog
          name={dropping}
          changes={branches.find((branch) => branch.name === dropping)?.changes ?? 0}
          onClose={() => setDropping(null)}
          onDropped={() => {
            whatifStore.setState({
              compared: compared.filter((one) => one !== dropping),
              openBranch: open === dropping ? null : open,
            });
            setDropping(null);
            changed();
          }}
        />
      )}
    </div>
  );
}
