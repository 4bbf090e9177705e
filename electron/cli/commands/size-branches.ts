import { comparisonCsv, comparisonTable } from '#electron/core/whatif/branches/comparison-table.ts';
import type { BranchColumn } from '#shared/contract/procedures/whatif-branches.ts';
import type { SizingOptions } from '#shared/contract/procedures/whatif.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { comparisonWorkbook } from '../comparison-workbook.ts';
import { DONE, FINDING } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { dateOption, refuseMore } from '../option-values.ts';
import { readBranches } from '../read-branches.ts';
import { renderBranches } from '../render-branches.ts';
import { withWhatifProgress } from '../whatif-progress.ts';
import { withDesk } from '../with-desk.ts';
import { writeFile } from '../write-file.ts';
import type { Arguments, OptionSpec } from './command.ts';

export const BRANCH_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  branch: {
    value: 'FILE.json',
    help: 'a what-if book: shocks, tickets, positions, cash; see docs/sizing.md',
  },
  compare: { value: 'FILE.json ...', help: 'with --branch: others beside it' },
};

/** What-if books of files beside the base; 1 when a change of one cannot be made or a ticket of one is denied. */
export async function sizeBranches(args: Arguments, io: Io, options: SizingOptions): Promise<number> {
  const others = args.text('compare');
  refuseMore('size', args, others === undefined ? 0 : Infinity);
  const out = args.text('out');
  if (out !== undefined && !/\.(csv|xlsx)$/i.test(out)) {
    const what = 'a comparison is written as CSV or as a workbook';
    throw new AppErrorException(
      appError('INVALID_INPUT', what, '--out', 'Name a file that ends in .csv or .xlsx.'),
    );
  }
  const asOf = dateOption(args, 'as-of');
  const branches = await readBranches([
    args.text('branch') ?? '',
    ...(others === undefined ? [] : [others]),
    ...args.positionals,
  ]);
  const { confidence, window, index, missing } = options;
  const asked = { names: branches.map(({ name }) => name), options: { confidence, window, index, missing } };
  return withDesk(args, io, { mode: 'existing', asOf }, async (desk, actor) => {
    for (const one of branches) await desk.handlers['whatif.branches.save'](one, actor);
    const { columns } = await withWhatifProgress(desk, branches.length + 1, io, async () =>
      desk.handlers['whatif.branches.compare'](asked, actor),
    );
    if (out !== undefined) {
      const table = comparisonTable(columns, null);
      const isCsv = /\.csv$/i.test(out);
      const content = isCsv ? comparisonCsv(table) : await comparisonWorkbook(table);
      await writeFile(out, (append) => append(content));
    }
    await show(columns, args, io);
    return columns.some(({ reading }) => reading.unmade > 0 || reading.denied > 0) ? FINDING : DONE;
  });
}

async function show(columns: readonly BranchColumn[], args: Arguments, io: Io): Promise<void> {
  if (!args.has('json')) return io.write(renderBranches(columns));
  for (const column of columns) await io.write(`${JSON.stringify(column)}\n`);
}
