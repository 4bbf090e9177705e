import type { ImportReport } from '#shared/contract/schemas.ts';
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
      Object.entries(file.detected)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ]),
  );
  const left = leftAlone.length === 0 ? '' : `Left alone: ${leftAlone.map(printable).join(', ')}\n`;
  return table + files.map(remarks).join('') + left + ending(report);
}

function remarks({ file, warnings, rejects, rowsRejected }: FileReport): string {
  const lines = warnings.map((warning) => `${file}: ${warning}`);
  for (const { row, column, value, code, sentence } of rejects.slice(0, MOST_REJECTS)) {
    lines.push(`${file}:${row}: ${code}: ${sentence} (${column} "${value}")`);
  }
  const more = Math.max(rejects.length, rowsRejected) - MOST_REJECTS;
  if (more > 0) lines.push(`${file}: ${count(more)} more; --json lists them`);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function ending({ state, rows, error }: ImportReport): string {
  switch (state) {
    case 'ACCEPTED':
      return `Accepted: ${count(rows)} rows.\n`;
    case 'DROPPED':
      return `Looked at ${count(rows)} rows and dropped them: add --accept to take them into the desk.\n`;
    case 'FAILED':
      return `Failed: ${printable(error ?? 'no reason was given')}\n`;
    case 'RUNNING':
    case 'STAGED':
      return `Staged: ${count(rows)} rows.\n`;
  }
}
