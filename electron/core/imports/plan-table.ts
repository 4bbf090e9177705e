import type { Result } from '#shared/errors/result.ts';
import type { ReadWorkbook } from '../ports/workbook-reader.ts';
import type { ByteSource } from './byte-source.ts';
import type { FileChoices } from './file-choices.ts';
import type { ImportKind } from './import-kind.ts';
import { planText } from './plan-text.ts';
import { planWorkbook } from './plan-workbook.ts';
import type { TablePlan } from './table-plan.ts';

/**
 * Judges a file before its rows are read: a workbook by its name, which ends in `.xlsx`, anything else as text.
 * Errors as of `planText` and `planWorkbook`.
 */
export function planTable(
  source: ByteSource,
  kinds: readonly ImportKind[],
  choices: FileChoices,
  readWorkbook: ReadWorkbook,
): Promise<Result<TablePlan>> {
  return /\.xlsx$/i.test(source.name)
    ? planWorkbook(source, kinds, choices, readWorkbook)
    : planText(source, kinds, choices);
}
