import type { GetRowIdParams, GridApi } from 'ag-grid-community';
import { Ban, Search } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import type { BlotterPatch } from '#renderer/client/blotter-feed.ts';
import { deskBlotter } from '#renderer/client/desk-blotter.ts';
import { useBlotterRow } from '#renderer/client/use-blotter-row.ts';
import { runCommand, useCommands } from '#renderer/client/command-store.ts';
import { openAlerts, openDecision, openLimit, workspaceStore } from '#renderer/client/workspace-store.ts';
import { CancelDialog } from '#renderer/components/cancel-dialog.tsx';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { MANY_ROWS } from '#renderer/components/row-selection.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { ExportMenu } from '#renderer/components/export-menu.tsx';
import type { RowAction } from '#renderer/components/row-menu.tsx';
import { repeatTicket } from '#renderer/client/repeat-ticket.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { exportGrid } from '#renderer/components/export-grid.ts';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { useDistinctState } from '#renderer/components/use-distinct-state.ts';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { formatCount } from '#renderer/format/numbers.ts';
import { BLOTTER_COLUMNS } from './blotter-columns.ts';
import { BlotterFilterMenu } from './blotter-filter.tsx';
import { isFiltered, NO_FILTER, passesFilter, readFilter } from './filter-rows.ts';

/** The rows come from the feed, as patches. */
const NO_ROWS: BlotterRow[] = [];

const TITLE = 'Pre-trade checks';

const isWorking = (row: BlotterRow): boolean => row.state === 'SENT' || row.state === 'PARTIALLY_FILLED';

const rowId = ({ data }: GetRowIdParams<BlotterRow>) => data.decisionId;

/** Every decision of the desk, newest first, as it is made. */
export function BlotterPane(): ReactElement {
  const [filter, setFilter] = useState('');
  const [only, setOnly] = useState(NO_FILTER);
  const [failure, setFailure] = useState<AppError | null>(null);
  const layout = useGridLayout<BlotterRow>('blotter', {
    filters: { text: filter, ...only },
    onFilters: ({ text = '', ...saved }) => {
      setFilter(text);
      setOnly(readFilter(saved));
    },
  });
  const { api } = layout;
  const [count, setCount] = useDistinctState(deskBlotter.rows.size);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const selected = useBlotterRow(selectedId) ?? null;
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
  }, [api, setCount]);

  useEffect(() => api?.onFilterChanged(), [api, only]);

  const showsAll = filter === '' && !isFiltered(only);
  const showAll = (): void => {
    setFilter('');
    setOnly(NO_FILTER);
  };
  const newestShown = useCallback(
    (grid: GridApi<BlotterRow>) => (showsAll ? deskBlotter.newestId : newestDisplayed(grid)),
    [showsAll],
  );
  const exportRows = (format: 'csv' | 'xlsx'): void => {
    if (api !== null) exportGrid(api, TITLE, { text: filter, ...only }, format);
  };
  const repeat = async (decisionId: string, reversed: boolean): Promise<void> =>
    setFailure(await repeatTicket(decisionId, reversed));
  const actionsOf = (decisionId: string): RowAction[] => {
    const row = deskBlotter.rows.get(decisionId);
    const limitId = row?.bindingLimitId ?? null;
    return [
      { title: 'Open the decision', keys: 'Enter', run: () => openDecision(decisionId) },
      { title: 'Repeat the ticket', keys: 'F8', run: () => void repeat(decisionId, false) },
      { title: 'Reverse the ticket', keys: 'Shift+F8', run: () => void repeat(decisionId, true) },
      {
        title: 'Open the binding limit',
        keys: '',
        disabled: limitId === null,
        run: () => limitId !== null && openLimit(limitId),
      },
      {
        title: row === undefined ? 'Show its alerts' : `Show alerts of ${row.symbol}`,
        keys: '',
        disabled: row === undefined,
        run: () => row !== undefined && openAlerts(row.symbol),
      },
      {
        title: 'Cancel the ticket',
        keys: 'Delete',
        disabled: row === undefined || !isWorking(row),
        run: () => setCancelling(row ?? null),
      },
    ];
  };
  const readMore = useCallback((grid: GridApi<BlotterRow>) => {
    if (grid.getLastDisplayedRowIndex() >= grid.getDisplayedRowCount() - 5) void deskBlotter.readOlder();
  }, []);
  useCommands([
    ...(['csv', 'xlsx'] as const).map((format) => ({
      id: `blotter.export.${format}`,
      group: TITLE,
      title: `Export what is on the screen as ${format === 'csv' ? 'CSV' : 'an Excel workbook'}`,
      keys: '',
      run: () => exportRows(format),
    })),
  ]);
  return (
    <div className="pane">
      <div className="toolbar">
        <Search size={14} aria-hidden className="muted" />
        <SearchField inputRef={search} label="Find in the checks" value={filter} onChange={setFilter} />
        <BlotterFilterMenu filter={only} onChange={setOnly} />
        <span className="muted clip">
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
        <ExportMenu onExport={exportRows} />
      </div>
      {failure !== null && <ErrorNote error={failure} />}
      <DataGrid<BlotterRow>
        ariaLabel="Pre-trade checks"
        columnDefs={BLOTTER_COLUMNS}
        rowData={NO_ROWS}
        getRowId={rowId}
        quickFilterText={filter}
        rowSelection={MANY_ROWS}
        empty={
          showsAll ? (
            <EmptyState title="No decision yet">
              A ticket that is staged with Enter or sent appears here, newest first.
              <button type="button" className="button" onClick={() => runCommand('ticket.focus')}>
                Type a ticket <KeyHint keys="Alt+t" />
              </button>
            </EmptyState>
          ) : (
            <NothingFound
              text={[filter, only.verdict, only.account, only.state].filter(Boolean).join(' ')}
              onClear={showAll}
            />
          )
        }
        isExternalFilterPresent={() => isFiltered(only)}
        doesExternalFilterPass={({ data }) => data !== undefined && passesFilter(only, data)}
        rowActions={actionsOf}
        {...layout.gridProps}
        entryRow={newestShown}
        onRowDoubleClicked={({ data }) => data !== undefined && openDecision(data.decisionId)}
        onSelectionChanged={({ api: grid }) => {
          const [row = null] = grid.getSelectedRows();
          setSelectedId(row?.decisionId ?? null);
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
          else if (event.key === 'F8') void repeat(decisionId, event.shiftKey);
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
