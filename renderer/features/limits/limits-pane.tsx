import type { GetRowIdParams } from 'ag-grid-community';
import { Download, Pencil } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import type { LimitRow } from '#shared/contract/schemas.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { saveText } from '#renderer/components/save-text.ts';
import { SearchField } from '#renderer/components/search-field.tsx';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { LIMIT_COLUMNS } from './limit-columns.ts';
import { LimitDialog } from './limit-dialog.tsx';
import './limits.css';

const rowId = ({ data }: GetRowIdParams<LimitRow>) => data.limitId;

/** Every limit with the values that apply now. F2 edits; each edit is a new version with its reason. */
export function LimitsPane(): ReactElement {
  const { data, error, reload } = useQuery('limits.list', {}, ['limits.changed']);
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<LimitRow | null>(null);
  const [editing, setEditing] = useState<LimitRow | null>(null);
  const [saved, setSaved] = useState<LimitRow | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const layout = useGridLayout<LimitRow>('limits', {
    filters: { text: filter },
    onFilters: ({ text = '' }) => setFilter(text),
  });
  const exportLimits = async (): Promise<void> => {
    const document = await deskClient.call('limits.export', {});
    saveText('limits.json', `${JSON.stringify(document, null, 2)}\n`, 'application/json');
  };
  return (
    <div className="pane">
      <div className="toolbar">
        <SearchField inputRef={search} label="Find a limit" value={filter} onChange={setFilter} />
        <span className="muted clip">
          {data === null ? '' : `${data.length} limits, at the limit passes`}
          {saved !== null && (
            <span role="status">
              {`. ${saved.limitId} version ${saved.version}: `}
              {saved.awaitingReview ? 'in force, awaiting review' : 'proposed, waits for a second officer'}
            </span>
          )}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={selected === null}
          onClick={() => setEditing(selected)}
        >
          <Pencil size={12} aria-hidden /> Edit <KeyHint keys="F2" />
        </button>
        <GridViewMenu layout={layout} />
        <button type="button" className="button small" onClick={() => void exportLimits()}>
          <Download size={13} aria-hidden /> JSON
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      <DataGrid<LimitRow>
        ariaLabel="Limits"
        columnDefs={LIMIT_COLUMNS}
        rowData={data}
        getRowId={rowId}
        quickFilterText={filter}
        loading={data === null && error === null}
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: true }}
        {...layout.gridProps}
        empty={
          filter === '' ? (
            <EmptyState title="No limit is set, so every ticket is denied">
              <button type="button" className="button" onClick={() => showPane('imports', true)}>
                Import a limits file <KeyHint keys="Alt+i" />
              </button>
            </EmptyState>
          ) : (
            <NothingFound text={filter} onClear={() => setFilter('')} />
          )
        }
        onSelectionChanged={({ api }) => setSelected(api.getSelectedRows()[0] ?? null)}
        onRowDoubleClicked={({ data: row }) => setEditing(row ?? null)}
        onType={(character) => {
          setFilter((before) => before + character);
          search.current?.focus();
        }}
        onRowKey={(event, limitId) => {
          const row = data?.find((one) => one.limitId === limitId);
          if ((event.key !== 'F2' && event.key !== 'Enter') || row === undefined) return false;
          setEditing(row);
          return true;
        }}
      />
      {editing !== null && (
        <LimitDialog
          row={editing}
          onClose={() => {
            setEditing(null);
            reload();
          }}
          onSaved={(row) => {
            setSaved(row);
            setEditing(null);
            reload();
          }}
        />
      )}
    </div>
  );
}
