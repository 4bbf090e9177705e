import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  EventApiModule,
  ExternalFilterModule,
  HighlightChangesModule,
  ModuleRegistry,
  QuickFilterModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  type ColDef,
  type GridApi,
  type GridOptions,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { toTsv } from '#renderer/format/delimited-text.ts';
import { gridTable } from './grid-table.ts';
import { gridTheme } from './grid-theme.ts';
import { RowMenu, type RowAction, type RowMenuProps } from './row-menu.tsx';
import { RowFocus, type EntryRow } from './row-focus.ts';
import { useDistinctState } from './use-distinct-state.ts';

ModuleRegistry.registerModules([
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  EventApiModule,
  ExternalFilterModule,
  HighlightChangesModule,
  QuickFilterModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
]);

const REDUCED_MOTION = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

const DEFAULT_COLUMN: ColDef = { sortable: true, resizable: true, suppressMovable: false, minWidth: 48 };

/** Measured with 100,000 rows and 1,000 updates a second: nothing animates, nothing is sorted behind the reader's back. */
const SETTINGS: GridOptions = {
  animateRows: false,
  deltaSort: false,
  asyncTransactionWaitMillis: 100,
  suppressModelUpdateAfterUpdateTransaction: true,
  cacheQuickFilter: true,
  suppressDragLeaveHidesColumns: true,
  enableCellTextSelection: false,
  cellFlashDuration: REDUCED_MOTION ? 0 : 300,
  cellFadeDuration: REDUCED_MOTION ? 0 : 200,
  tooltipShowDelay: 400,
  suppressOverlays: ['noRows', 'noMatchingRows'],
  // Its own way goes by index; see RowFocus.
  suppressFocusAfterRefresh: true,
};

export interface DataGridProps<Row> extends GridOptions<Row> {
  readonly columnDefs: ColDef<Row>[];
  readonly ariaLabel: string;
  /** What would fill the grid, and the way there; shown while it has no row. */
  readonly empty: ReactNode;
  /** The row that coming in by key follows until the person moves; without it, the first row as it is then. */
  readonly entryRow?: EntryRow<Row>;
  /** Keys with a meaning of their own on a row, drawn or still on its way; return true when the key was used. */
  readonly onRowKey?: (event: KeyboardEvent, rowId: string) => boolean;
  /** What can be done with a row: its menu, by Shift+F10 or the other mouse button. */
  readonly rowActions?: (rowId: string) => readonly RowAction[];
  /** A printable character was typed on a cell: the pane puts it into its search field. */
  readonly onType?: (character: string) => void;
}

/** The desk's one table: dense rows, Ctrl+C as tab-separated text, Ctrl+Shift+C with headers. */
export function DataGrid<Row>(props: DataGridProps<Row>): ReactElement {
  const { ariaLabel, empty, entryRow, onRowKey, onType, rowActions, ...options } = props;
  const [menu, setMenu] = useState<Pick<RowMenuProps, 'actions' | 'at'> | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi<Row> | null>(null);
  const [focus] = useState(() => new RowFocus<Row>());
  const [isEmpty, setIsEmpty] = useDistinctState(false);
  useEffect(() => {
    focus.entry = entryRow;
  }, [focus, entryRow]);
  const openMenu = (rowId: string, x: number, y: number): void => {
    const actions = rowActions?.(rowId) ?? [];
    if (actions.length > 0) setMenu({ actions, at: { x, y } });
  };
  const onContextMenu = (event: ReactMouseEvent<HTMLElement>): void => {
    const rowId = (event.target as Element).closest('.ag-row')?.getAttribute('row-id') ?? null;
    if (rowId === null || rowActions === undefined) return;
    event.preventDefault();
    // By key it comes again after Shift+F10, without a place of its own.
    if (event.button === 2) openMenu(rowId, event.clientX, event.clientY);
  };
  const closeMenu = (): void => {
    setMenu(null);
    focus.settle();
  };
  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>): void => {
    focus.onKeyDown(event);
    const { rowId } = focus;
    const isOnRow = event.target === host.current || (event.target as Element).closest('.ag-row') !== null;
    if (grid.current === null || rowId === null || !isOnRow) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const asksMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (asksMenu && rowActions !== undefined) {
      event.preventDefault();
      const { left, bottom } = (event.target as Element).getBoundingClientRect();
      openMenu(rowId, left, bottom);
    } else if ((event.ctrlKey || event.metaKey) && event.code === 'KeyC') {
      event.preventDefault();
      void copyRows(grid.current, rowId, event.shiftKey);
    } else if (onRowKey?.(event.nativeEvent, rowId) === true) event.preventDefault();
    else if (!modified && event.key.length === 1 && event.key !== ' ' && onType !== undefined) {
      event.preventDefault();
      onType(event.key);
    }
  };
  return (
    <div
      className="grid-host"
      ref={host}
      tabIndex={-1}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
      onPointerDownCapture={focus.onPointerDown}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      {menu !== null && <RowMenu {...menu} onClose={closeMenu} />}
      <AgGridReact<Row>
        theme={gridTheme}
        defaultColDef={DEFAULT_COLUMN as ColDef<Row>}
        {...(SETTINGS as GridOptions<Row>)}
        {...options}
        onGridReady={(event) => {
          grid.current = event.api;
          if (host.current !== null) focus.attach(event.api, host.current);
          options.onGridReady?.(event);
        }}
        onModelUpdated={({ api }) => {
          setIsEmpty(api.getDisplayedRowCount() === 0);
          focus.settle();
        }}
        onFirstDataRendered={() =>
          host.current
            ?.querySelector('[role="grid"], [role="treegrid"]')
            ?.setAttribute('aria-label', ariaLabel)
        }
      />
      {isEmpty && options.loading !== true && <div className="grid-empty">{empty}</div>}
    </div>
  );
}

/** The focused cell, or the selected rows when there are several. */
async function copyRows<Row>(api: GridApi<Row>, rowId: string, headers: boolean): Promise<void> {
  const selected = api.getSelectedNodes();
  const rowNode = api.getRowNode(rowId);
  const colKey = api.getFocusedCell()?.column;
  if (rowNode === undefined || colKey === undefined) return;
  const text =
    selected.length > 1 || headers
      ? gridTable(api, selected.length > 0 ? selected : [rowNode])
      : [[api.getCellValue({ rowNode, colKey, useFormatter: true }) as string]];
  await navigator.clipboard.writeText(toTsv(headers || selected.length <= 1 ? text : text.slice(1)));
}
