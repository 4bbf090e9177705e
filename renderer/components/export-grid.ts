import type { GridApi } from 'ag-grid-community';
import { toCsv } from '#renderer/format/delimited-text.ts';
import { exportHeader } from '#renderer/format/export-header.ts';
import { zoneOf } from '#renderer/format/times.ts';
import { gridTable } from './grid-table.ts';
import { saveBlob, saveText } from './save-text.ts';

/**
 * Saves exactly what a grid shows, below a block that says what it is, of when, in which zone, and what was left out.
 * Empty filters filter nothing.
 */
export function exportGrid<Row>(
  api: GridApi<Row>,
  title: string,
  filters: Readonly<Record<string, string>>,
  format: 'csv' | 'xlsx' = 'csv',
): void {
  const table = gridTable(api);
  const header = exportHeader({ title, filters, rows: table.length - 1, at: Date.now(), zone: zoneOf() });
  const file = `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.${format}`;
  if (format === 'csv') return saveText(file, toCsv([...header, [], ...table]));
  void saveWorkbook(file, title, header, table);
}

async function saveWorkbook(
  file: string,
  title: string,
  header: string[][],
  table: string[][],
): Promise<void> {
  const { workbookOf } = await import('./grid-workbook.ts');
  saveBlob(file, await workbookOf(title, header, table));
}
