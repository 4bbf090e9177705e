import type { TableLayout } from './table-layout.ts';
import type { FileRun } from './file-run.ts';
import type { RowReader } from './row-reader.ts';
import type { OnRow, RowProblem } from './tokenize-delimited.ts';

const PROBLEMS: Readonly<Record<RowProblem, string>> = {
  MALFORMED_QUOTES: 'A quote opens and does not close, or closes in the middle of a field.',
  FIELD_TOO_LONG: 'A field has more than 4,096 characters.',
  LINE_TOO_LONG: 'The line has more than 1,048,576 characters.',
  NOT_JSON: 'The line is not one JSON object.',
};

export interface RowFault {
  readonly code: string;
  readonly sentence: string;
}

/**
 * What is wrong with a row as a row; null when it fits the header. Empty cells after the last heading are allowed,
 * anything else there means that a cell was split, and too few cells that one is lost.
 */
export function faultOf(
  layout: TableLayout,
  fields: readonly string[],
  problem: RowProblem | null,
): RowFault | null {
  if (problem !== null) return { code: problem, sentence: PROBLEMS[problem] };
  const needed = layout.headings.findLastIndex((heading) => heading.trim() !== '') + 1;
  const count = `${fields.length} cells under ${needed} headings`;
  if (fields.length < needed) return { code: 'SHORT_ROW', sentence: `The row has ${count}.` };
  for (let i = layout.headings.length; i < fields.length; i++) {
    if (fields[i]?.trim() !== '') {
      return {
        code: 'LONG_ROW',
        sentence: `The row has ${count}: is a separator inside a cell that is not quoted?`,
      };
    }
  }
  return null;
}

/** A row of nothing but separators and spaces, as spreadsheets leave them below a table. */
export const isBlank = (fields: readonly string[]): boolean => {
  for (const field of fields) if (field !== '' && field.trim() !== '') return false;
  return true;
};

/** Hands the rows of a file to its kind, one after the other, and rejects those that do not fit the header. */
export function takeRows(
  layout: TableLayout,
  run: FileRun,
  reader: RowReader,
  take: (row: RowReader) => void,
  onRow: () => void,
): OnRow {
  const first = layout.kind.columns[0]?.name ?? '';
  return (fields, line, problem) => {
    if (problem === null && isBlank(fields)) return;
    run.rowsRead++;
    onRow();
    reader.start(fields, line);
    const fault = faultOf(layout, fields, problem);
    if (fault === null) take(reader);
    else reader.reject(first, fault.code, fault.sentence);
    reader.finish();
  };
}
