import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { deskStore } from '#renderer/client/desk-store.ts';
import { MAX_VIEWS } from '#renderer/client/grid-views.ts';
import { formatCount } from '#renderer/format/numbers.ts';

/** What the desk keeps and for how long; none of it is a choice. */
export function RetentionSection(): ReactElement | null {
  const status = useStore(deskStore, (slice) => slice.status);
  if (status === null) return null;
  const { counts, store } = status;
  const rows: readonly (readonly [what: string, kept: string, ends: string])[] = [
    ['Audit log: decisions, limits, states, users, imports', 'everything', 'never; it is only added to'],
    ['Limits', `${formatCount(counts.limits)} in force, with every version before`, 'never'],
    ['Prices', `${formatCount(counts.bars)} bars`, 'never; an excluded bar stays, marked'],
    ['Desk file before an upgrade', `a copy beside ${store.name}`, 'when you delete it'],
    ['Requests to re-arm', 'at most 100', 'after 15 minutes'],
    ['Checks in this window', 'the newest 100,000', 'older ones stay in the desk file'],
    ['Views of a grid', `at most ${MAX_VIEWS} at this machine`, 'when you delete them'],
  ];
  return (
    <>
      <p className="muted">
        Nothing of a decision is ever deleted, so there is nothing to set here: the desk file grows with the
        desk. To keep it elsewhere, export the audit bundle and copy the file and its key.
      </p>
      <table className="settings-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Kept</th>
            <th scope="col">Ends</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, kept, ends]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{kept}</td>
              <td>{ends}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
