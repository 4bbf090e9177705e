import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { StagedFill } from '../ports/importer.ts';
import { MAX_EXECUTIONS } from './caps.ts';
import type { FileRun } from './file-run.ts';
import type { ReadRow } from './import-content.ts';

/**
 * The fills of an import in the order of its files and rows. The same execution id once more is a duplicate, with other
 * values it is rejected. They are committed together, so that there is a cap: throws IMPORT_TOO_LARGE beyond it.
 */
export function checkExecutions(rows: readonly ReadRow[], runs: readonly FileRun[]): StagedFill[] {
  if (rows.length > MAX_EXECUTIONS) {
    const what = `The import holds more than ${MAX_EXECUTIONS.toLocaleString('en-US')} executions`;
    const where = runs[rows[0]?.origin.file ?? 0]?.file ?? '';
    throw new AppErrorException(appError('IMPORT_TOO_LARGE', what, where, 'Import them in parts.'));
  }
  const kept = new Map<string, ReadRow>();
  for (const row of rows) {
    const execId = String(row.values[0]);
    const first = kept.get(execId);
    const run = runs[row.origin.file];
    if (first === undefined) kept.set(execId, row);
    else if (run !== undefined && isSame(first, row)) run.duplicates++;
    else {
      const sentence = `The same execution id stands with other values on line ${first.origin.line}; that row is kept.`;
      run?.rejects.reject(row.origin.line, 'exec_id', execId, 'DUPLICATE_CONFLICT', sentence);
    }
  }
  return [...kept.values()].map(({ values, origin }) => ({
    ...origin,
    execId: String(values[0]),
    clOrdId: String(values[1]),
    lastQty: values[2] as Quantity,
    lastPx: values[3] as Price,
    transactTime: values[4] as EpochMs | null,
  }));
}

const isSame = (a: ReadRow, b: ReadRow): boolean => JSON.stringify(a.values) === JSON.stringify(b.values);
