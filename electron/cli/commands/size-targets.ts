import type { RebalanceReport } from '#electron/core/whatif/rebalance-report.ts';
import type { RebalanceRules, SizingOptions } from '#shared/contract/procedures/whatif.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { DONE, FINDING } from '../exit-code.ts';
import { fileChoices } from '../file-choices.ts';
import type { Io } from '../io.ts';
import { choiceOption, dateOption, numberOption, refuseMore } from '../option-values.ts';
import { readInputFile } from '../read-input-file.ts';
import { readTargets } from '../read-tickets.ts';
import { renderRebalance } from '../render-sizing.ts';
import { withWhatifProgress } from '../whatif-progress.ts';
import { valueOf, withDesk } from '../with-desk.ts';
import { writeFile } from '../write-file.ts';
import type { Arguments, OptionSpec } from './command.ts';

export const REBALANCE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  band: { value: '0', help: 'with --targets: share of NAV within which a position is left alone' },
  turnover: { value: 'SHARE', help: 'with --targets: share of NAV that is traded at most' },
  'over-turnover': {
    value: 'scale',
    help: 'with --targets: how that is kept: scale all trades, or drop_smallest first',
  },
  'min-trade': { value: '0', help: 'with --targets: money; a smaller trade is left out' },
};

/** The basket from what is held to the targets of a file; 1 when a target is not known or a ticket of it is denied. */
export async function sizeTargets(args: Arguments, io: Io, options: SizingOptions): Promise<number> {
  refuseMore('size', args, 0);
  const rules = rulesOf(args);
  const asOf = dateOption(args, 'as-of');
  const choices = await fileChoices(args);
  const file = args.text('targets') ?? '';
  const bytes = await readInputFile(file);
  return withDesk(args, io, { mode: 'existing', asOf }, async (desk, actor, storeFile) => {
    const targets = await readTargets(bytes, file, choices, storeFile);
    const report = await withWhatifProgress(desk, targets.length, io, async () =>
      valueOf(await desk.rebalance({ targets, rules, options }, actor)),
    );
    await show(report, args, io);
    const isMissing = report.targets.some(({ outcome }) => outcome === 'NOT_KNOWN');
    return isMissing || report.tickets.some(({ decision }) => isDenied(decision.verdict)) ? FINDING : DONE;
  });
}

function rulesOf(args: Arguments): RebalanceRules {
  return {
    band: numberOption(args, 'band', 0, { from: 0, to: 1 }),
    maxTurnover: numberOption(args, 'turnover', null, { from: 0 }),
    overTurnover: choiceOption(args, 'over-turnover', ['SCALE', 'DROP_SMALLEST'] as const, 'SCALE'),
    minTrade: numberOption(args, 'min-trade', 0, { from: 0 }),
  };
}

async function show(report: RebalanceReport, args: Arguments, io: Io): Promise<void> {
  const lines = report.tickets.map((ticket) => `${JSON.stringify(ticket)}\n`);
  const file = args.text('out');
  if (file !== undefined)
    await writeFile(file, async (append) => {
      for (const line of lines) await append(line);
    });
  if (!args.has('json')) return io.write(renderRebalance(report, io.colour));
  for (const line of lines) await io.write(line);
}
