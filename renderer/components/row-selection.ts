import type { GridApi, RowSelectionOptions } from 'ag-grid-community';
import { useState } from 'react';

/** A click, or Space, selects one row. */
export const ONE_ROW: RowSelectionOptions = {
  mode: 'singleRow',
  checkboxes: false,
  enableClickSelection: true,
};

/** A click selects one row, with Ctrl or Shift several. */
export const MANY_ROWS: RowSelectionOptions = {
  mode: 'multiRow',
  checkboxes: false,
  headerCheckbox: false,
  enableClickSelection: true,
};

/** The one row that is selected, as it is now, and what a grid must be given for that. */
export function useSelectedRow<Row>() {
  const [selected, setSelected] = useState<Row | null>(null);
  const follow = ({ api }: { readonly api: GridApi<Row> }): void =>
    setSelected(api.getSelectedRows()[0] ?? null);
  return {
    selected,
    selection: { rowSelection: ONE_ROW, onSelectionChanged: follow, onRowDataUpdated: follow },
  };
}
