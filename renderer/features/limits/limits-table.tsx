import type { GetRowIdParams, GridApi } from 'ag-grid-community';
import { Copy, History, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LimitRow } from '#shared/contract/schemas/limit.ts';
import { STATISTICS_WINDOWS, type StatisticsWindow } from '#shared/domain/limit-governance.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { DataGrid } from '#renderer/components/data-grid.tsx';
import { ONE_ROW } from '#renderer/components/row-selection.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { GridViewMenu } from '#renderer/components/grid-view-menu.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { NothingFound } from '#renderer/components/nothing-found.tsx';
import { SearchField } from '#renderer/components/search-field.tsx';
import { useGridLayout } from '#renderer/components/use-grid-layout.ts';
import { LIMIT_COLUMNS, type LimitLine } from './limit-columns.tsx';
import {
  editLimit,
  limitsStore,
  searchLimits,
  selectLimit,
  showDialog,
  showHistory,
} from './limits-store.ts';
import { useLimitStatistics } from './use-limit-statistics.ts';

const rowId = ({ data }: GetRowIdParams<LimitLine>) => data.row.limitId;
const WINDOW_WORDS: Readonly<Record<StatisticsWindow, string>> = {
  '1h': 'last hour',
  '1d': 'last day',
  '30d': 'last 30 days',
};

/** Every limit with the values that apply now, and how far each was used. F2 edits, Insert makes one, Del ends one. */
export function LimitsTable({ rows }: { rows: readonly LimitRow[] | null }): ReactElement {
  const [window, setWindow] = useState<StatisticsWindow>('1d');
  const { search: filter, selectedId } = useStore(limitsStore);
  const mayManage = useStore(
    deskStore,
    ({ status }) => status?.capabilities.includes('MANAGE_LIMITS') ?? false,
  );
  const statistics = useLimitStatistics(window);
  const search = useRef<HTMLInputElement>(null);
  const layout = useGridLayout<LimitLine>('limits', {
    filters: { text: filter },
    onFilters: ({ text = '' }) => searchLimits(text),
  });
  const lines = useMemo(
    () => rows?.map((row): LimitLine => ({ row, use: statistics.get(row.limitId) ?? null })) ?? null,
    [rows, statistics],
  );
  const selected = rows?.find(({ limitId }) => limitId === selectedId) ?? null;
  useEffect(() => showSelected(layout.api, selectedId), [layout.api, selectedId, lines]);
  // What was asked for from elsewhere is the row that the keyboard comes in on.
  const entryRow = useCallback(
    (api: GridApi<LimitLine>) =>
      (selectedId === null ? undefined : api.getRowNode(selectedId)?.id) ??
      api.getDisplayedRowAtIndex(0)?.id ??
      null,
    [selectedId],
  );
  const onKey = (event: KeyboardEvent, limitId: string): boolean => {
    const row = rows?.find((one) => one.limitId === limitId);
    if (row === undefined) return false;
    if (event.key === 'Enter' && event.shiftKey) showHistory(limitId);
    else if (!mayManage) return false;
    else if (event.key === 'F2' || event.key === 'Enter') editLimit('EDIT', row);
    else if (event.key === 'Insert') editLimit(event.shiftKey ? 'COPY' : 'NEW', event.shiftKey ? row : null);
    else if (event.key === 'Delete') limitsStore.setState({ retiring: row });
    else return false;
    return true;
  };
  const isIdle = selected === null || !mayManage;
  const why = mayManage ? undefined : 'Your roles do not let you manage limits';
  return (
    <>
      <div className="toolbar">
        <SearchField inputRef={search} label="Find a limit" value={filter} onChange={searchLimits} />
        <select
          className="input window"
          aria-label="Use is counted over"
          value={window}
          onChange={(event) => setWindow(event.target.value as StatisticsWindow)}
        >
          {STATISTICS_WINDOWS.map((one) => (
            <option key={one} value={one}>
              {WINDOW_WORDS[one]}
            </option>
          ))}
        </select>
        <span className="grow" />
        <button
          type="button"
          className="button small"
          disabled={isIdle}
          title={why}
          onClick={() => editLimit('EDIT', selected)}
        >
          <Pencil size={12} aria-hidden /> Edit <KeyHint keys="F2" />
        </button>
        <button
          type="button"
          className="button small"
          disabled={isIdle}
          title={why}
          onClick={() => editLimit('COPY', selected)}
        >
          <Copy size={12} aria-hidden /> Copy
        </button>
        <button
          type="button"
          className="button small"
          disabled={isIdle}
          title={why}
          onClick={() => limitsStore.setState({ retiring: selected })}
        >
          <Trash2 size={12} aria-hidden /> Retire
        </button>
        <button
          type="button"
          className="button small"
          disabled={selected === null}
          onClick={() => selected !== null && showHistory(selected.limitId)}
        >
          <History size={12} aria-hidden /> History
        </button>
        <GridViewMenu layout={layout} />
      </div>
      <DataGrid<LimitLine>
        ariaLabel="Limits"
        columnDefs={LIMIT_COLUMNS}
        rowData={lines as LimitLine[] | null}
        getRowId={rowId}
        quickFilterText={filter}
        loading={rows === null}
        rowSelection={ONE_ROW}
        {...layout.gridProps}
        entryRow={entryRow}
        empty={
          filter === '' ? (
            <EmptyState title="No limit is set, so every ticket is denied">
              <div className="choices">
                <button type="button" className="button primary" onClick={() => showDialog('presets')}>
                  Begin with a preset
                </button>
                <button type="button" className="button" onClick={() => showPane('imports', true)}>
                  Import a limits file <KeyHint keys="Alt+i" />
                </button>
              </div>
            </EmptyState>
          ) : (
            <NothingFound text={filter} onClear={() => searchLimits('')} />
          )
        }
        onSelectionChanged={({ api, source }) => {
          if (source !== 'api') selectLimit(api.getSelectedRows()[0]?.row.limitId ?? null);
        }}
        onRowDoubleClicked={({ data }) => mayManage && editLimit('EDIT', data?.row ?? null)}
        onType={(character) => {
          searchLimits(filter + character);
          search.current?.focus();
        }}
        onRowKey={onKey}
      />
    </>
  );
}

/** Selects the row in the grid and brings it into sight, where it is not so already. */
function showSelected(api: GridApi<LimitLine> | null, limitId: string | null): void {
  const node = limitId === null ? undefined : api?.getRowNode(limitId);
  if (api === null || node === undefined || node.isSelected() === true) return;
  node.setSelected(true, true, 'api');
  api.ensureNodeVisible(node);
}
