import type { ColumnState, GridApi } from 'ag-grid-community';
import { useCallback, useEffect, useRef, useState } from 'react';
import { keepLayout, viewsStore, type GridLayout, type GridName } from '#renderer/client/grid-views.ts';

export interface GridLayoutOptions {
  /** What the pane's own fields filter by now. */
  readonly filters: Readonly<Record<string, string>>;
  /** Sets them, absent ones to none. */
  readonly onFilters: (filters: Readonly<Record<string, string>>) => void;
}

export interface GridLayoutControl<Row> {
  readonly grid: GridName;
  readonly api: GridApi<Row> | null;
  readonly read: () => GridLayout;
  /** To spread over the grid. */
  readonly gridProps: {
    readonly onGridReady: (event: { api: GridApi<Row> }) => void;
    readonly onDragStopped: () => void;
    readonly onSortChanged: () => void;
    readonly onColumnVisible: () => void;
    readonly onColumnPinned: () => void;
  };
}

/** A grid that comes back as it was left, and takes on the views that are asked of it. */
export function useGridLayout<Row>(grid: GridName, options: GridLayoutOptions): GridLayoutControl<Row> {
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const applying = useRef(false);

  const apply = useCallback((to: GridApi<Row>, layout: GridLayout | null) => {
    applying.current = true;
    to.resetColumnState();
    if (layout !== null) {
      const state = layout.columns.map((column): ColumnState => ({ ...column }));
      to.applyColumnState({ state, applyOrder: true });
    }
    latest.current.onFilters(layout?.filters ?? {});
    applying.current = false;
  }, []);

  const read = useCallback(
    (): GridLayout => ({
      columns: (api?.getColumnState() ?? []).map(({ colId, width, hide, pinned, sort, sortIndex }) => ({
        colId,
        width: Math.round(width ?? 100),
        hide: hide ?? false,
        pinned: pinned === 'right' || pinned === 'left' ? pinned : null,
        sort: sort === 'asc' || sort === 'desc' ? sort : null,
        sortIndex: sortIndex ?? null,
      })),
      filters: { ...latest.current.filters },
    }),
    [api],
  );
  // Filters are of the moment: only a view that was saved brings them back.
  const keep = useCallback(() => {
    if (api !== null && !applying.current) keepLayout(grid, { ...read(), filters: {} });
  }, [api, grid, read]);

  useEffect(
    () =>
      viewsStore.subscribe(({ request }, before) => {
        if (api === null || request === null || request === before.request || request.grid !== grid) return;
        apply(api, request.layout);
        keepLayout(grid, request.layout === null ? null : { ...request.layout, filters: {} });
      }),
    [api, apply, grid],
  );
  const onGridReady = useCallback(
    ({ api: ready }: { api: GridApi<Row> }) => {
      const { last } = viewsStore.getState().grids[grid];
      if (last !== null) {
        const state = last.columns.map((column): ColumnState => ({ ...column }));
        ready.applyColumnState({ state, applyOrder: true });
      }
      setApi(ready);
    },
    [grid],
  );
  const gridProps = {
    onGridReady,
    onDragStopped: keep,
    onSortChanged: keep,
    onColumnVisible: keep,
    onColumnPinned: keep,
  };
  return { grid, api, read, gridProps };
}
