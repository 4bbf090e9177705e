import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useQuery } from '#renderer/client/use-query.ts';
import { openLimit } from '#renderer/client/workspace-store.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';

/** Findings that are listed; of more, the first. */
const SHOWN = 500;

/** What is wrong with the limits in force as a set, each with the way to the limits it is about. */
export function LintView(): ReactElement {
  const { data, error } = useQuery('limits.lint', {}, ['limits.changed', 'book.changed']);
  if (data === null) {
    if (error !== null) return <ErrorNote error={error} />;
    return <div className="empty muted">Reading the limits ...</div>;
  }
  if (data.length === 0) {
    return (
      <EmptyState title="Nothing is wrong with the limits in force">
        <p>None is dominated by another, matches no ticket, or says what cannot be.</p>
      </EmptyState>
    );
  }
  return (
    <div className="limits-list">
      <p className="muted">
        {formatCount(data.length)} {data.length === 1 ? 'finding' : 'findings'}
        {data.length > SHOWN && `, the first ${SHOWN} of them`}
      </p>
      <ul className="findings">
        {data.slice(0, SHOWN).map(({ code, sentence, limitIds }, index) => (
          <li key={index}>
            <span className="mark WARN">
              <TriangleAlert className="icon" size={13} aria-hidden />
              {titleOfCode(code)}
            </span>
            <span>{sentence}</span>
            <span className="jumps">
              {limitIds.map((limitId) => (
                <button
                  key={limitId}
                  type="button"
                  className="button small num"
                  onClick={() => openLimit(limitId)}
                >
                  {limitId}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
