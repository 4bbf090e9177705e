import type { RiskMatrix, RiskOptions } from '#electron/core/desk/desk.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { choiceOption, dateOption, numberOption, refuseMore } from '../option-values.ts';
import { renderRiskReport } from '../render-risk-report.ts';
import { valueOf, withDesk } from '../with-desk.ts';
import { writeFile } from '../write-file.ts';
import type { Arguments, Command } from './command.ts';

export const riskCommand: Command = {
  usage: '[OPTIONS]',
  summary: 'measures the book: exposure, VaR, expected shortfall, liquidity, by symbol',
  options: {
    account: { value: 'NAME', help: 'the book of one account instead of the firm' },
    'as-of': { value: 'DATE', help: 'closes up to and including DATE, YYYY-MM-DD' },
    window: { value: '252', help: 'returns to look at' },
    confidence: { value: '0.99', help: 'a fraction between 0 and 1' },
    horizon: { value: '1', help: 'days' },
    overlapping: { help: 'historical figures from overlapping returns instead of the square root of time' },
    method: { value: 'sample', help: 'covariance: sample, ewma or ledoit-wolf' },
    index: { value: 'SPY', help: 'whose bars are the calendar and the market of beta' },
    participation: { value: '0.2', help: 'share of the daily volume when liquidating' },
    missing: {
      value: 'POLICY',
      help: 'a symbol with too little history: zero returns, those of the index (proxy), or drop; without it, refuse',
    },
    'monte-carlo': { value: 'DRAWS', help: 'simulate VaR and expected shortfall, up to 1,000,000 draws' },
    seed: { value: '1', help: 'of the simulation: the same seed, the same numbers' },
    'degrees-of-freedom': { value: 'N', help: "simulate a Student's t of N above 2 instead of a normal" },
    backtest: { value: 'SESSIONS', help: 'forecast the VaR of the newest sessions and test the forecasts' },
    spectrum: { help: 'rank and extreme eigenvalues of the covariance' },
    nav: { value: 'AMOUNT', help: 'net asset value instead of positions and cash' },
    matrix: { value: 'KIND', help: 'write the cov or corr matrix to the file of --out instead' },
    out: { value: 'FILE', help: 'where the matrix goes; without --matrix the JSON report, too' },
  },
  async run(args, io) {
    refuseMore('risk', args, 0);
    const options = optionsOf(args);
    const asOf = dateOption(args, 'as-of');
    const kind = choiceOption(args, 'matrix', ['cov', 'corr'] as const, undefined);
    const out = args.text('out');
    if (kind !== undefined && out === undefined) {
      const todo = 'Give --out FILE.csv.';
      throw new AppErrorException(appError('INVALID_INPUT', 'the matrix needs a file', '--matrix', todo));
    }
    return withDesk(args, io, { mode: 'existing', asOf }, async (desk) => {
      if (kind !== undefined && out !== undefined) {
        await saveMatrix(valueOf(desk.riskMatrix(options, kind)), kind, out, args, io);
        return DONE;
      }
      const report = valueOf(desk.riskReport(options));
      const json = `${JSON.stringify(report)}\n`;
      if (out !== undefined) await writeFile(out, (append) => append(json));
      await io.write(args.has('json') ? json : renderRiskReport(report));
      return DONE;
    });
  },
};

function optionsOf(args: Arguments): RiskOptions {
  return {
    account: args.text('account') ?? null,
    window: numberOption(args, 'window', 252, { from: 2, to: 100_000, whole: true }),
    confidence: numberOption(args, 'confidence', 0.99, { above: 0, below: 1 }),
    horizonDays: numberOption(args, 'horizon', 1, { from: 1, to: 10_000, whole: true }),
    overlapping: args.has('overlapping'),
    method: choiceOption(args, 'method', ['sample', 'ewma', 'ledoit-wolf'] as const, 'sample'),
    index: args.text('index') ?? 'SPY',
    participation: numberOption(args, 'participation', 0.2, { above: 0 }),
    missing: choiceOption(args, 'missing', ['zero', 'proxy', 'drop'] as const, undefined) ?? 'refuse',
    nav: numberOption(args, 'nav', null, { above: 0 }),
    monteCarlo: monteCarloOf(args),
    backtestSessions: numberOption(args, 'backtest', null, { from: 1, to: 100_000, whole: true }),
    spectrum: args.has('spectrum'),
  };
}

function monteCarloOf(args: Arguments): RiskOptions['monteCarlo'] {
  const draws = numberOption(args, 'monte-carlo', null, { from: 1, to: 1_000_000, whole: true });
  const range = { from: 3, to: 1_000, whole: true };
  const degreesOfFreedom = numberOption(args, 'degrees-of-freedom', null, range);
  const seed = numberOption(args, 'seed', 1, { from: 0, to: Number.MAX_SAFE_INTEGER, whole: true });
  return draws === null ? null : { seed, draws, degreesOfFreedom };
}

/** Symbols as the header and as the first column; an entry that is not defined is empty. */
async function saveMatrix(
  { symbols, values }: RiskMatrix,
  kind: 'cov' | 'corr',
  file: string,
  args: Arguments,
  io: Io,
): Promise<void> {
  await writeFile(file, async (append) => {
    await append(`${['symbol', ...symbols].map(csvCell).join(',')}\n`);
    for (const [row, symbol] of symbols.entries()) {
      const cells = values.subarray(row * symbols.length, (row + 1) * symbols.length);
      await append(`${csvCell(symbol)},${Array.from(cells, numberCell).join(',')}\n`);
    }
  });
  const what = { file, kind, symbols: symbols.length };
  await io.write(
    args.has('json')
      ? `${JSON.stringify(what)}\n`
      : `Wrote the ${kind} matrix of ${symbols.length} symbols to ${file}\n`,
  );
}

const numberCell = (value: number): string => (Number.isNaN(value) ? '' : String(value));
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
