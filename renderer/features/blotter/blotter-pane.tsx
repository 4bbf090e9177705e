import type { GetRowIdParams, GridApi } from 'ag-grid-community';
import { Ban, Download, Search } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { BlotterRow } from '#shared/contract/schemas.ts';
import type { BlotterPatch } from '#renderer/client/blotter-feed.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { runCommand, useCommands } from '#renderer/client/command-store.ts';
import { openDecision, workspaceStore } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { exportGrid } from '#renderer/components/export-grid.ts';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { BLOTTER_COLUMNS } from './blotter-columns.ts';
import { CancelDialog, isWorking } from './cancel-dialog.tsx';

/** The rows come from the feed, as patches. */
const NO_ROWS: BlotterRow[] = [];

const rowId = ({ data }: GetRowIdParams<BlotterRow>) => data.decisionId;

/** Every decision of the desk, newest first, as it is made. */
export function BlotterPane(): ReactElement {
  const [filter, setFilter] = useState('');
  const layout = useGridLayout<BlotterRow>('blotter', {
    filters: { text: filter },
    onFilters: ({ text = '' }) => setFilter(text),
  });
  const { api } = layout;
  const [count, setCount] = useState(deskBlotter.rows.size);
  const [selected, setSelected] = useState<BlotterRow | null>(null);
  const [cancelling, setCancelling] = useState<BlotterRow | null>(null);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (api === null) return;
    const apply = ({ add, update, remove, older }: BlotterPatch): void => {
      setCount(deskBlotter.rows.size);
      api.applyTransactionAsync({
        add: [...add],
        update: [...update],
        remove: [...remove],
        ...(older ? {} : { addIndex: 0 }),
      });
    };
    api.setGridOption('rowData', deskBlotter.list());
    setCount(deskBlotter.rows.size);
    return deskBlotter.subscribe(apply);
  }, [api]);

  const newestShown = useCallback(
    (grid: GridApi<BlotterRow>) => (filter === '' ? deskBlotter.newestId : newestDisplayed(grid)),
    [filter],
  );
  const exportRows = (): void => {
    if (api !== null) exportGrid(api, 'Pre-trade checks', { text: filter });
  };
  const readMore = useCallback((grid: GridApi<BlotterRow>) => {
    if (grid.getLastDisplayedRowIndex() >= grid.getDisplayedRowCount() - 5) void deskBlotter.readOlder();
  }, []);
  useCommands([
    {
      id: 'blotter.export',
      group: 'Pre-trade checks',
      title: 'Export what is on the screen as CSV',
      keys: '',
      run: exportRows,
    },
  ]);
  return (
    <div className="pane">
      <div className="toolbar">
        <Search size={14} aria-hidden className="muted" />
        <SearchField inputRef={search} label="Find in the checks" value={filter} onChange={setFilter} />
        <span className="muted">
          {formatCount(count)} {count === 1 ? 'decision' : 'decisions'}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={selected === null || !isWorking(selected)}
          onClick={() => setCancelling(selected)}
        >
          <Ban size={13} aria-hidden /> Cancel ticket <KeyHint keys="Delete" />
        </button>
        <GridViewMenu layout={layout} />
        <button type="button" className="button small" onClick={exportRows}>
          <Download size={13} aria-hidden /> CSV
        </button>
      </div>
      <DataGrid<BlotterRow>
        ariaLabel="Pre-trade checks"
        columnDefs={BLOTTER_COLUMNS}
        rowData={NO_ROWS}
        getRowId={rowId}
        quickFilterText={filter}
        rowSelection={{
          mode: 'multiRow',
          checkboxes: false,
          headerCheckbox: false,
          enableClickSelection: true,
        }}
        empty={
          filter === '' ? (
            <EmptyState title="No decision yet">
              A ticket that is staged with Enter or sent appears here, newest first.
              <button type="button" className="button" onClick={() => runCommand('ticket.focus')}>
                Type a ticket <KeyHint keys="Alt+t" />
              </button>
            </EmptyState>
          ) : (
            <NothingFound text={filter} onClear={() => setFilter('')} />
          )
        }
        {...layout.gridProps}
        entryRow={newestShown}
        onRowDoubleClicked={({ data }) => data !== undefined && openDecision(data.decisionId)}
        onSelectionChanged={({ api: grid }) => {
          const [row = null] = grid.getSelectedRows();
          setSelected(row);
          if (row !== null && workspaceStore.getState().decisionId !== null) {
            workspaceStore.setState({ decisionId: row.decisionId });
          }
        }}
        onBodyScrollEnd={({ api: grid }) => readMore(grid)}
        onType={(character) => {
          setFilter((before) => before + character);
          search.current?.focus();
        }}
        onRowKey={(event, decisionId) => {
          const row = deskBlotter.rows.get(decisionId);
          if (event.key === 'Enter') openDecision(decisionId);
          else if (event.key === 'Escape') workspaceStore.setState({ decisionId: null });
          else if (event.key === 'Delete' && row !== undefined && isWorking(row)) setCancelling(row);
          else return false;
          return true;
        }}
      />
      {cancelling !== null && <CancelDialog row={cancelling} onClose={() => setCancelling(null)} />}
    </div>
  );
}

function newestDisplayed(api: GridApi<BlotterRow>): string | null {
  let newest: BlotterRow | null = null;
  api.forEachNodeAfterFilter(({ data }) => {
    if (data !== undefined && data.seq > (newest?.seq ?? 0)) newest = data;
  });
  return (newest as BlotterRow | null)?.decisionId ?? null;
}
