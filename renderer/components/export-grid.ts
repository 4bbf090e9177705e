import type { GridApi } from 'ag-grid-community';
import { toCsv } from '#renderer/format/delimited-text.ts';
import { formatInstant, zoneOf } from '#renderer/format/times.ts';
import { gridTable } from './grid-table.ts';
import { saveText } from './save-text.ts';

/** Saves exactly what a grid shows as CSV, below a line that says what it is, of when, and what was left out. */
export function exportGrid<Row>(
  api: GridApi<Row>,
  title: string,
  filters: Readonly<Record<string, string>>,
): void {
  const used = Object.entries(filters).filter(([, value]) => value !== '');
  const note = [
    title,
    `as of ${formatInstant(Date.now())} (${zoneOf()})`,
    used.length === 0 ? 'all rows' : used.map(([name, value]) => `${name}: ${value}`).join('; '),
  ];
  saveText(`${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.csv`, toCsv([note, ...gridTable(api)]));
}
