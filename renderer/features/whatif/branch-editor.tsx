import { ListPlus, X } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { BranchChange } from '#shared/contract/procedures/whatif-branches.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { addDrafts } from '#renderer/client/basket-draft.ts';
import { putTicket, showPane } from '#renderer/client/workspace-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { ChangeForm } from './change-form.tsx';
import { describeChange } from './change-words.ts';
import { whatifStore } from './whatif-store.ts';

/** Changes that are listed; the rest of a long branch came from a file and is counted. */
const MOST_LISTED = 200;

/** The changes of a branch in order; each one is saved as it is made. */
export function BranchEditor({ name, onChanged }: { name: string; onChanged: () => void }): ReactElement {
  const { data, error, reload } = useQuery('whatif.branches.get', { name });
  const [failed, setFailed] = useState<AppError | null>(null);
  const [said, setSaid] = useState('');
  const changes = data?.changes ?? [];
  const tickets = changes.filter(({ kind }) => kind === 'ADD_TICKET').length;
  const save = async (next: readonly BranchChange[]): Promise<boolean> => {
    try {
      await deskClient.call('whatif.branches.save', { name, changes: [...next] });
      setFailed(null);
      reload();
      onChanged();
      return true;
    } catch (thrown) {
      setFailed(toAppError(thrown));
      return false;
    }
  };
  const draft = async (): Promise<void> => {
    try {
      const { tickets: drafts } = await deskClient.call('whatif.branches.drafts', { name });
      const [only] = drafts;
      if (drafts.length === 1 && only !== undefined) return putTicket(only);
      const left = addDrafts(drafts);
      const room = left === 0 ? '' : `, ${formatCount(left)} had no room there`;
      setSaid(`${formatCount(drafts.length - left)} in the basket${room}; none is sent.`);
      showPane('basket');
    } catch (thrown) {
      setFailed(toAppError(thrown));
    }
  };
  return (
    <section className="branch-editor" aria-label={`Changes of ${name}`}>
      <header className="form-line">
        <b className="clip">{name}</b>
        <span className="muted clip grow" role="status">
          {said === '' ? 'the desk’s book, then in this order' : said}
        </span>
        <button
          type="button"
          className="button small fit"
          disabled={tickets === 0}
          onClick={() => void draft()}
        >
          <ListPlus size={13} aria-hidden /> Its tickets as drafts
        </button>
        <button
          type="button"
          className="button quiet small fit"
          aria-label={`Close ${name}`}
          onClick={() => whatifStore.setState({ openBranch: null })}
        >
          <X size={14} aria-hidden />
        </button>
      </header>
      {error !== null && <ErrorNote error={error} />}
      {failed !== null && <ErrorNote error={failed} />}
      <ol>
        {changes.slice(0, MOST_LISTED).map((change, index) => (
          <li key={`${index} ${describeChange(change)}`}>
            <span className="clip">{describeChange(change)}</span>
            <button
              type="button"
              className="button quiet small"
              aria-label={`Take out: ${describeChange(change)}`}
              onClick={() => void save(changes.toSpliced(index, 1))}
            >
              <X size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ol>
      {changes.length > MOST_LISTED && (
        <p className="muted">and {formatCount(changes.length - MOST_LISTED)} more</p>
      )}
      <ChangeForm onAdd={(change) => save([...changes, change])} ready={data !== null} />
    </section>
  );
}
