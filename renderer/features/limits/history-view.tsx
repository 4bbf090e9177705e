import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LimitRow, LimitVersionRow } from '#shared/contract/schemas/limit.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatInstant } from '#renderer/format/times.ts';
import { describeScope } from '#renderer/format/verdict-words.ts';
import { DiffTable } from './diff-table.tsx';
import { LimitStatusMark } from './limit-status.tsx';
import { limitsStore, selectLimit, showView } from './limits-store.ts';

/** Names that the field lists; the others are chosen in the table. */
const MOST_NAMES = 2_000;

/** The versions of the chosen limit, newest first: who, when, why, and what each changed. */
export function HistoryView({ rows }: { rows: readonly LimitRow[] }): ReactElement {
  const limitId = useStore(limitsStore, (slice) => slice.selectedId);
  const { data, error } = useQuery('limits.versions', limitId === null ? null : { limitId }, [
    'limits.changed',
  ]);
  const chosen = rows.find((row) => row.limitId === limitId);
  return (
    <>
      <div className="toolbar">
        <select
          className="input history-limit"
          aria-label="Limit whose history is shown"
          value={limitId ?? ''}
          onChange={(event) => selectLimit(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">Choose a limit</option>
          {limitId !== null && chosen === undefined && <option value={limitId}>{limitId}</option>}
          {rows.slice(0, MOST_NAMES).map((row) => (
            <option key={row.limitId} value={row.limitId}>
              {row.limitId}
            </option>
          ))}
        </select>
        {chosen !== undefined && (
          <span className="muted clip">
            {controlTitle(chosen.control)} · {describeScope(chosen.scope)}
          </span>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
      {limitId === null ? (
        <EmptyState title="No limit is chosen">
          <p>Choose one above, or press Shift Enter on it in the table.</p>
          <button type="button" className="button" onClick={() => showView('table')}>
            To the limits
          </button>
        </EmptyState>
      ) : (
        <div className="limits-list" tabIndex={0} role="region" aria-label={`Versions of ${limitId}`}>
          {(data ?? []).map((version, index) => (
            <VersionCard
              key={version.version}
              version={version}
              before={data?.find((one) => one.version === version.replaces) ?? data?.[index + 1] ?? null}
            />
          ))}
        </div>
      )}
    </>
  );
}

function VersionCard({
  version,
  before,
}: {
  version: LimitVersionRow;
  before: LimitVersionRow | null;
}): ReactElement {
  return (
    <article className="limit-card" aria-label={`Version ${version.version}`}>
      <header>
        <strong>Version {version.version}</strong>
        <LimitStatusMark row={version} />
        <span className="muted">
          {version.change === 'RETIRE' && 'proposed to end the limit'}
          {version.change === 'TIGHTEN' && 'tightened at once'}
        </span>
      </header>
      {version.change !== 'RETIRE' && <DiffTable before={before} after={version} />}
      <dl className="story">
        <Step name="Written" by={version.createdBy} at={version.createdAt} why={version.reason} />
        {version.approvedAt !== null && (
          <Step
            name="Approved"
            by={version.approvedBy}
            at={version.approvedAt}
            why={version.approvalReason}
          />
        )}
        {version.endedAt !== null && (
          <Step name="Ended" by={version.endedBy} at={version.endedAt} why={version.endReason} />
        )}
      </dl>
    </article>
  );
}

function Step(props: { name: string; by: string | null; at: number; why: string | null }): ReactElement {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        {props.by}, <span className="num">{formatInstant(props.at)}</span>
        {props.why === null || props.why === '' ? '' : `: ${props.why}`}
      </dd>
    </div>
  );
}
