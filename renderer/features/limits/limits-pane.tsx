import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useQuery } from '#renderer/client/use-query.ts';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { LimitDialogs } from './limit-dialogs.tsx';
import { LimitsBar } from './limits-bar.tsx';
import { limitsStore, showLimit } from './limits-store.ts';
import { LimitsTable } from './limits-table.tsx';
import { useLimitCommands } from './use-limit-commands.ts';
import './limits.css';

/* The table is there with the ticket; the other views are fetched when they are asked for. */
const Hierarchy = lazy(async () => ({ default: (await import('./hierarchy-view.tsx')).HierarchyView }));
const Waiting = lazy(async () => ({ default: (await import('./waiting-view.tsx')).WaitingView }));
const History = lazy(async () => ({ default: (await import('./history-view.tsx')).HistoryView }));
const Lint = lazy(async () => ({ default: (await import('./lint-view.tsx')).LintView }));

/** The limits of the desk: as a table, by whose they are, what waits, how each came to be, what is wrong with them. */
export function LimitsPane(): ReactElement {
  const { data, error } = useQuery('limits.list', {}, ['limits.changed']);
  const waiting = useQuery('limits.waiting', {}, ['limits.changed']);
  const { view, message } = useStore(limitsStore);
  useLimitCommands();
  useEffect(() => {
    const asked = workspaceStore.getState().limitRequest;
    if (asked !== null) showLimit(asked.limitId);
    return workspaceStore.subscribe(({ limitRequest }, before) => {
      if (limitRequest !== null && limitRequest !== before.limitRequest) showLimit(limitRequest.limitId);
    });
  }, []);
  const rows = data ?? [];
  return (
    <div className="pane limits">
      <LimitsBar waiting={waiting.data?.length ?? null} />
      {error !== null && <ErrorNote error={error} />}
      <Suspense fallback={<div className="empty muted">One moment ...</div>}>
        {view === 'table' && <LimitsTable rows={data} />}
        {view === 'hierarchy' && <Hierarchy rows={rows} />}
        {view === 'waiting' && <Waiting {...waiting} />}
        {view === 'history' && <History rows={rows} />}
        {view === 'lint' && <Lint />}
      </Suspense>
      <div className="limits-foot">
        <span className="muted">
          {data === null ? '' : `${formatCount(rows.length)} limits, at the limit passes`}
        </span>
        <span role="status" className="clip">
          {message}
        </span>
      </div>
      <LimitDialogs rows={rows} />
    </div>
  );
}
