import type { Column, GridApi, IRowNode } from 'ag-grid-community';

/** What is on the screen, as it is written there: the header row, then the given rows or all that are displayed. */
export function gridTable<Row>(api: GridApi<Row>, nodes?: readonly IRowNode<Row>[]): string[][] {
  const columns = api.getAllDisplayedColumns();
  const rows: IRowNode<Row>[] = [];
  if (nodes === undefined) {
    for (let index = 0; index < api.getDisplayedRowCount(); index++) {
      const node = api.getDisplayedRowAtIndex(index);
      if (node !== undefined) rows.push(node);
    }
  } else rows.push(...nodes.toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0)));
  const header = columns.map((column) => api.getDisplayNameForColumn(column, 'csv'));
  return [header, ...rows.map((node) => columns.map((column) => cellText(api, node, column)))];
}

function cellText<Row>(api: GridApi<Row>, rowNode: IRowNode<Row>, colKey: Column): string {
  const text: unknown = api.getCellValue({ rowNode, colKey, useFormatter: true });
  return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
}
