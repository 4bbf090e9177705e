import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { contract, type OutputOf } from '#shared/contract/contract.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, refuseMore } from '../option-values.ts';
import { renderTable } from '../render-table.ts';
import { withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

/** Rows that one call gives at most. */
const MOST = 1_000;

export const barsCommand: Command = {
  usage: 'list | accept SYMBOL DATE | exclude SYMBOL DATE [OPTIONS]',
  summary: 'the suspicious bars, and whether each counts',
  options: {
    open: { help: 'list: only those that nobody has decided on' },
    reason: { value: 'TEXT', help: 'accept, exclude: why, for the record' },
  },
  async run(args, io) {
    const action = actionOf('bars', args, ['list', 'accept', 'exclude']);
    refuseMore('bars', args, { list: 1, accept: 3, exclude: 3 }[action]);
    const ruling = action === 'list' ? null : rulingOf(args);
    return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
      if (action === 'list' || ruling === null) await list(desk, actor, args, io);
      else {
        const { changed } = await desk.handlers[`bars.${action}`](ruling, actor);
        const [{ symbol, date } = { symbol: '', date: '' }] = ruling.bars;
        const state = action === 'accept' ? 'ACCEPTED' : 'EXCLUDED';
        const sentence = `The bar of ${symbol} on ${date} is ${state}${changed === 0 ? ' already' : ''}.\n`;
        await io.write(args.has('json') ? `${JSON.stringify({ symbol, date, state, changed })}\n` : sentence);
      }
      return DONE;
    });
  },
};

/** SYMBOL DATE, and why. */
function rulingOf(args: Arguments) {
  const [, symbol = '', date = ''] = args.positionals;
  const input = { bars: [{ symbol, date }], reason: args.text('reason') ?? '' };
  const parsed = contract['bars.exclude'].input.safeParse(input);
  if (parsed.success) return parsed.data;
  if (parsed.error.issues[0]?.path[0] === 'reason')
    throw bad('no reason was given', 'Say why with --reason TEXT, at most 1,024 characters.');
  throw bad('no bar was named', 'Give SYMBOL and DATE as YYYY-MM-DD, as "bars list" shows them.');
}

async function list(desk: Desk, actor: Actor, args: Arguments, io: Io): Promise<void> {
  const open = args.has('open');
  const found = await desk.handlers['bars.suspicious']({ open, limit: MOST }, actor);
  await io.write(args.has('json') ? `${JSON.stringify(found)}\n` : tableOf(found, open));
}

function tableOf({ bars, total }: OutputOf<'bars.suspicious'>, open: boolean): string {
  if (total === 0) return open ? 'No suspicious bar is open.\n' : 'No bar is suspicious.\n';
  const columns = [
    ...['symbol', 'date', 'rule'].map((title) => ({ title })),
    ...['value', 'against'].map((title) => ({ title, align: 'right' as const })),
    ...['state', 'by', 'reason'].map((title) => ({ title })),
  ];
  const rows = bars.map(({ symbol, date, rule, value, against, state, by, reason }) => [
    ...[symbol, date, rule, String(value), String(against), state],
    ...[by ?? '', reason ?? ''],
  ]);
  const more = total > bars.length ? `${total - bars.length} older ones are not shown.\n` : '';
  return renderTable(columns, rows) + more;
}

const bad = (what: string, todo: string): AppErrorException =>
  new AppErrorException(appError('INVALID_INPUT', what, 'bars', todo));
