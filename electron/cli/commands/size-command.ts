import path from 'node:path';
import type { SizedTicket, SizingReport, SizingRequest } from '#electron/core/whatif/sizing-report.ts';
import { SAMPLE_FOLDER } from '#electron/server/product-folder.ts';
import type { SizingOptions } from '#shared/contract/procedures/whatif.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE, FINDING } from '../exit-code.ts';
import { FILE_OPTIONS, fileChoices } from '../file-choices.ts';
import type { Io } from '../io.ts';
import { choiceOption, dateOption, numberOption, refuseMore } from '../option-values.ts';
import { readInputFile } from '../read-input-file.ts';
import { readTickets } from '../read-tickets.ts';
import { renderSizing } from '../render-sizing.ts';
import { valueOf, withDesk, type DeskUse } from '../with-desk.ts';
import { writeFile } from '../write-file.ts';
import { withWhatifProgress } from '../whatif-progress.ts';
import type { Arguments, Command } from './command.ts';
import { BRANCH_OPTIONS, sizeBranches } from './size-branches.ts';
import { REBALANCE_OPTIONS, sizeTargets } from './size-targets.ts';

export const sizeCommand: Command = {
  usage:
    'TICKETS.csv | TICKETS.xlsx | --sample --method METHOD [--target X] | --targets FILE | --branch FILE [OPTIONS]',
  summary: 'sizes trades without making them: how much, what it does to the book, whether it may go',
  options: {
    sample: {
      help: 'the tickets of the sample desk; without --store on a desk of its own, yours is not touched',
    },
    method: { value: 'METHOD', help: 'how: see docs/sizing.md; a wrong one lists them' },
    target: { value: 'X', help: 'in the unit of the method: money, or a fraction' },
    targets: { value: 'FILE', help: 'weight, quantity or value by symbol: the basket that gets there' },
    ...REBALANCE_OPTIONS,
    ...BRANCH_OPTIONS,
    confidence: { value: '0.99', help: 'of VaR and expected shortfall, a fraction above 0.5' },
    window: { value: '252', help: 'returns to look at' },
    index: { value: 'SPY', help: 'whose bars are the calendar' },
    missing: { value: 'proxy', help: 'a return that is missing: proxy (the index), zero or refuse' },
    participation: { value: '0.2', help: 'share of the daily volume when trading' },
    cap: { value: '1', help: 'largest share of one name: of NAV for KELLY, of the basket for MIN_VARIANCE' },
    edge: { value: 'RETURN', help: 'KELLY: expected excess return a year, a fraction' },
    'stop-distance': { value: 'FRACTION', help: 'FIXED_RISK: of tickets without a stop price' },
    'as-of': { value: 'DATE', help: 'as at the end of that day, YYYY-MM-DD' },
    out: {
      value: 'FILE',
      help: 'write the sizes to FILE, too, one JSON line each; a comparison of branches as CSV',
    },
    ...FILE_OPTIONS,
  },
  async run(args, io) {
    if (args.text('branch') !== undefined) return sizeBranches(args, io, optionsOf(args));
    if (args.text('targets') !== undefined) return sizeTargets(args, io, optionsOf(args));
    const request = requestOf(args);
    const asOf = dateOption(args, 'as-of');
    const source = sourceOf(args);
    const choices = await fileChoices(args);
    const file = source ?? path.join(SAMPLE_FOLDER, 'tickets.csv');
    const bytes = await readInputFile(file);
    const temporary = source === undefined && args.text('store') === undefined;
    const use: DeskUse = { mode: temporary ? 'temporary' : 'existing', asOf };
    return withDesk(args, io, use, async (desk, actor, storeFile) => {
      if (temporary) await desk.handlers['desk.loadSample']({}, actor);
      const tickets = await readTickets(bytes, file, choices, storeFile, io);
      const report = await withWhatifProgress(desk, tickets.length, io, async () =>
        valueOf(await desk.size({ ...request, tickets }, actor)),
      );
      await show(report, args, io);
      return report.tickets.some(({ quantity }) => quantity === null) ? FINDING : DONE;
    });
  },
};

function requestOf(args: Arguments): Omit<SizingRequest, 'tickets'> {
  const method = args.text('method')?.toUpperCase().replaceAll('-', '_');
  if (method === undefined)
    throw new AppErrorException(
      appError('INVALID_INPUT', 'no method was named', '--method', 'See "preflight size --help".'),
    );
  return { method, target: numberOption(args, 'target', null, { from: 0 }), options: optionsOf(args) };
}

function optionsOf(args: Arguments): SizingOptions {
  return {
    confidence: numberOption(args, 'confidence', 0.99, { above: 0.5, below: 1 }),
    window: numberOption(args, 'window', 252, { from: 20, to: 5_000, whole: true }),
    index: args.text('index') ?? 'SPY',
    missing: choiceOption(args, 'missing', ['proxy', 'zero', 'refuse'] as const, 'proxy'),
    participation: numberOption(args, 'participation', 0.2, { above: 0, to: 1 }),
    cap: numberOption(args, 'cap', 1, { above: 0, to: 1 }),
    edgeAnnual: numberOption(args, 'edge', null, {}) ?? undefined,
    stopDistance: numberOption(args, 'stop-distance', null, { above: 0 }) ?? undefined,
  };
}

/** The file of tickets; undefined for those of the sample. */
function sourceOf(args: Arguments): string | undefined {
  const sample = args.has('sample');
  refuseMore('size', args, sample ? 0 : 1);
  const [file] = args.positionals;
  if (sample || file !== undefined) return file;
  const todo = 'Give a file, or --sample for the tickets of the sample desk.';
  throw new AppErrorException(appError('INVALID_INPUT', 'no tickets were named', 'size', todo));
}

async function show(report: SizingReport, args: Arguments, io: Io): Promise<void> {
  const lines = report.tickets.map(lineOf);
  const file = args.text('out');
  if (file !== undefined)
    await writeFile(file, async (append) => {
      for (const line of lines) await append(line);
    });
  if (!args.has('json')) return io.write(renderSizing(report, io.colour));
  for (const line of lines) await io.write(line);
}

const lineOf = (sized: SizedTicket): string => `${JSON.stringify(sized)}\n`;
