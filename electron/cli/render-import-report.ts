import type { ImportReport } from '#shared/contract/schemas/import.ts';
import { printable, renderTable } from './render-table.ts';

const MOST_REJECTS = 20;

type FileReport = ImportReport['files'][number];

const count = (rows: number): string => rows.toLocaleString('en-US');

/** An import for people: a row per file, what was detected, what was rejected and why, and how it ended. */
export function renderImportReport(report: ImportReport): string {
  const { files, leftAlone } = report;
  const table = renderTable(
    [
      { title: 'file' },
      { title: 'kind' },
      { title: 'rows', align: 'right' },
      { title: 'staged', align: 'right' },
      { title: 'rejected', align: 'right' },
      { title: 'duplicates', align: 'right' },
      { title: 'read as' },
    ],
    files.map((file) => [
      file.file,
      file.kind,
      ...[file.rowsRead, file.rowsStaged, file.rowsRejected, file.duplicates].map(count),
      readAs(file),
    ]),
  );
  const left = leftAlone.length === 0 ? '' : `Left alone: ${leftAlone.map(printable).join(', ')}\n`;
  return table + files.map(remarks).join('') + left + ending(report);
}

/** What was detected, leaving out the columns that are called as we call them. */
function readAs({ detected }: FileReport): string {
  return Object.entries(detected)
    .filter(([name, value]) => name !== 'kind' && name !== `column ${value}`)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function remarks({ file, warnings, rejects, rowsRejected, suspicious }: FileReport): string {
  const lines = warnings.map((warning) => `${file}: ${warning}`);
  if (suspicious.length > 0) {
    const rules = Map.groupBy(suspicious, ({ rule }) => rule);
    const counts = [...rules].map(([rule, bars]) => `${count(bars.length)} ${rule}`);
    lines.push(
      `${file}: suspicious bars, by symbol and date in --json, once accepted in "bars list": ${counts.join(', ')}`,
    );
  }
  for (const { row, column, value, code, sentence } of rejects.slice(0, MOST_REJECTS)) {
    lines.push(`${file}:${row}: ${code}: ${sentence} (${column} "${value}")`);
  }
  const more = Math.max(rejects.length, rowsRejected) - MOST_REJECTS;
  if (more > 0) lines.push(`${file}: ${count(more)} more; --json lists them`);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function ending({ state, files, error }: ImportReport): string {
  const rows = count(files.reduce((sum, file) => sum + file.rowsStaged, 0));
  switch (state) {
    case 'ACCEPTED':
      return `Accepted: ${rows} rows.\n`;
    case 'DROPPED':
      return `Not taken: add --accept to take these ${rows} rows into the desk.\n`;
    case 'FAILED':
      return `Failed: ${printable(error ?? 'no reason was given')}\n`;
    case 'RUNNING':
    case 'STAGED':
      return `Staged: ${rows} rows.\n`;
  }
}
