import type { GetRowIdParams, GridApi } from 'ag-grid-community';
import { useRef, useState, type ReactElement } from 'react';
import type { AuditRow } from '#shared/contract/procedures/audit.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { openDecision } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { ONE_ROW } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { formatCount } from '#renderer/format/numbers.ts';
import { AUDIT_COLUMNS } from './audit-columns.ts';
import { isFiltering, NO_FILTER, toAuditFilter, type FilterFields } from './audit-filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { LogFacts } from './log-facts.tsx';
import { RecordPanel } from './record-panel.tsx';
import { MOST_HELD, useRecords, type RecordsControl } from './use-records.ts';
import './audit.css';

const rowIdOf = ({ seq }: AuditRow): string => String(seq);
const rowId = ({ data }: GetRowIdParams<AuditRow>) => rowIdOf(data);
/** What each of these says is on record. */
const GROWS = ['blotter.rows', 'book.changed', 'limits.changed', 'bars.changed', 'desk.status'] as const;

/** The log, the newest record first. Enter shows a record in full, W why a ticket was decided so. */
export function AuditPane(): ReactElement {
  const [fields, setFields] = useState<FilterFields>(NO_FILTER);
  const [open, setOpen] = useState<number | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const facts = useQuery('audit.facts', {}, GROWS);
  const records = useRecords(toAuditFilter(fields));
  const find = (seq: string) => records.rows.find((row) => rowIdOf(row) === seq);
  const readOn = ({ api }: { api: GridApi<AuditRow> }): void => {
    if (api.getLastDisplayedRowIndex() >= records.rows.length - 5) records.readMore();
  };
  return (
    <div className="pane audit-pane">
      <LogFacts facts={facts.data} onVerified={facts.reload} />
      <FilterBar fields={fields} onChange={setFields} searchRef={search} />
      {records.error !== null && <ErrorNote error={records.error} />}
      {facts.error !== null && <ErrorNote error={facts.error} />}
      <div className="detail-parts">
        <div className="list">
          <DataGrid<AuditRow>
            ariaLabel="Audit log"
            columnDefs={AUDIT_COLUMNS}
            rowData={[...records.rows]}
            getRowId={rowId}
            loading={records.loading && records.rows.length === 0}
            rowSelection={ONE_ROW}
            empty={<Empty filtered={isFiltering(fields)} onClear={() => setFields(NO_FILTER)} />}
            onRowClicked={({ data }) => data !== undefined && setOpen(data.seq)}
            onBodyScrollEnd={readOn}
            onType={(character) => {
              setFields((before) => ({ ...before, text: before.text + character }));
              search.current?.focus();
            }}
            onRowKey={(event, seq) => {
              const row = find(seq);
              if (event.ctrlKey || event.altKey || event.metaKey || row === undefined) return false;
              if (event.key === 'Enter') setOpen(row.seq);
              else if (event.key === 'Escape') setOpen(null);
              else if (event.key.toLowerCase() === 'w' && row.decisionId !== null)
                openDecision(row.decisionId);
              else return false;
              return true;
            }}
          />
          <Reach records={records} newest={facts.data?.records ?? 0} filtered={isFiltering(fields)} />
        </div>
        {open !== null && (
          <RecordPanel
            seq={open}
            onClose={() => setOpen(null)}
            onFollow={({ type, key }) => setFields({ ...NO_FILTER, type, key })}
          />
        )}
      </div>
    </div>
  );
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }): ReactElement {
  if (!filtered)
    return (
      <EmptyState title="No record yet">
        Every decision, change and sign-in is written here before it counts.
      </EmptyState>
    );
  return (
    <EmptyState title="No record matches">
      <button type="button" className="button" onClick={onClear}>
        Show all records
      </button>
    </EmptyState>
  );
}

/** How far back the list reaches, and the ways on: it never moves by itself. */
function Reach({
  records,
  newest,
  filtered,
}: {
  records: RecordsControl;
  newest: number;
  filtered: boolean;
}): ReactElement {
  const { rows, next, loading, start } = records;
  const shown = `${formatCount(rows.length)} ${rows.length === 1 ? 'record' : 'records'}`;
  const top = rows[0]?.seq ?? 0;
  const newer = !filtered && start === null && !loading ? Math.max(0, newest - top) : 0;
  const full = rows.length >= MOST_HELD && next !== null;
  return (
    <div className="toolbar reach">
      <span className="muted" role="status">
        {loading
          ? `Looking below record ${formatCount(next ?? newest)} ...`
          : next === null
            ? `${shown}, back to the first`
            : `${shown}, back to record ${formatCount(next)}`}
      </span>
      <span className="grow" />
      {newer > 0 && (
        <button type="button" className="button small" onClick={() => records.beginAt(null)}>
          Show {formatCount(newer)} newer
        </button>
      )}
      {start !== null && (
        <button type="button" className="button small" onClick={() => records.beginAt(null)}>
          Back to the newest
        </button>
      )}
      {!loading && next !== null && (
        <button
          type="button"
          className="button small"
          onClick={() => (full ? records.beginAt(next) : records.readMore())}
        >
          {full ? 'Go on from there' : 'Look further back'}
        </button>
      )}
    </div>
  );
}
