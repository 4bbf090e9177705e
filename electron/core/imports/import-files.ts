import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { ReadWorkbook } from '../ports/workbook-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { MAX_ROWS } from './caps.ts';
import { checkContent, type CheckedContent } from './check-content.ts';
import { parseFileChoices } from './file-choices.ts';
import { newFileRun, reportOf, type FileRun, type ImportFileReport } from './file-run.ts';
import { ImportContent } from './import-content.ts';
import { readLimitsFile } from './kinds/limits.ts';
import { planTable } from './plan-table.ts';
import { KINDS } from './registry.ts';
import { RowReader } from './row-reader.ts';
import type { TablePlan } from './table-plan.ts';
import { takeRows } from './take-rows.ts';

export interface ImportOptions {
  readonly choices: ImportChoices;
  readonly baseCurrency: string;
  /** YYYYMMDD. */
  readonly today: number;
  /** Symbols of the store: spellings of share classes are mapped to them. */
  readonly knownSymbols?: ReadonlySet<string>;
  readonly readWorkbook: ReadWorkbook;
  /** Called after every row that was read; what it throws ends the import. */
  readonly onRow?: () => void;
}

export interface ImportedFiles {
  readonly files: readonly ImportFileReport[];
  readonly kinds: readonly { readonly name: string; readonly kind: string }[];
  readonly content: CheckedContent;
  readonly limits: readonly Limit[];
}

/**
 * Reads all files of one import and checks them together. All or nothing on structure: the first file that cannot
 * be read fails the import; row by row on content: what is wrong with a row is in the report of its file. An
 * AppErrorException that a source throws is the error of the import.
 */
export async function importFiles(
  sources: readonly ByteSource[],
  options: ImportOptions,
): Promise<Result<ImportedFiles>> {
  try {
    return await readAndCheck(sources, options);
  } catch (thrown) {
    if (thrown instanceof AppErrorException) return err(thrown.error);
    throw thrown;
  }
}

async function readAndCheck(
  sources: readonly ByteSource[],
  options: ImportOptions,
): Promise<Result<ImportedFiles>> {
  const content = new ImportContent();
  const runs: FileRun[] = [];
  const limits: Limit[] = [];
  const budget = rowBudget(options);
  for (const source of sources) {
    if (/\.json$/i.test(source.name)) {
      const read = await readLimitsFile(source, options.baseCurrency);
      if (!read.ok) return read;
      limits.push(...read.value.limits);
      runs.push(read.value.run);
      continue;
    }
    content.startFile(runs.length);
    const run = await readTableFile(source, content, options, budget);
    if (!run.ok) return run;
    runs.push(run.value);
  }
  const { baseCurrency, today, knownSymbols = new Set<string>() } = options;
  const checked = checkContent(content, runs, { baseCurrency, today, knownSymbols });
  const kinds = runs.map(({ file, kind }) => ({ name: file, kind }));
  return ok({ files: runs.map(reportOf), kinds, content: checked, limits });
}

/** Counts the rows of all files against the cap of an import. */
function rowBudget({ onRow }: ImportOptions): (file: string) => void {
  let rows = 0;
  return (file) => {
    if (++rows > MAX_ROWS) {
      const what = `The import holds more than ${MAX_ROWS.toLocaleString('en-US')} rows`;
      throw new AppErrorException(appError('IMPORT_TOO_LARGE', what, file, 'Import it in parts.'));
    }
    onRow?.();
  };
}

async function readTableFile(
  source: ByteSource,
  content: ImportContent,
  options: ImportOptions,
  budget: (file: string) => void,
): Promise<Result<FileRun>> {
  const choices = parseFileChoices(options.choices, source.name);
  if (!choices.ok) return choices;
  const plan = await planTable(source, Object.values(KINDS), choices.value, options.readWorkbook);
  if (!plan.ok) return plan;
  const { layout, style } = plan.value;
  const run = startRun(source.name, plan.value);
  const reader = new RowReader(layout.columns, style, run);
  const take = layout.kind.open(content, options);
  const read = await plan.value.read(takeRows(layout, run, reader, take, () => budget(source.name)));
  return read.ok ? ok(run) : err(read.error);
}

const UNSTAGED: Readonly<Record<string, string>> = {
  tickets: 'Tickets are not stored by an import: validate them.',
  symbol_changes: 'Positions of this import follow these changes; they are not stored.',
};

function startRun(file: string, { layout, detected, warnings }: TablePlan): FileRun {
  const note = UNSTAGED[layout.kind.name];
  return newFileRun(file, layout.kind.name, {
    detected,
    ignored: layout.ignored,
    unstaged: note !== undefined,
    warnings: note === undefined ? [...warnings] : [note, ...warnings],
  });
}
