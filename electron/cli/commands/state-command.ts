import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { contract } from '#shared/contract/contract.ts';
import type { RearmRow, StateRow } from '#shared/contract/procedures/states.ts';
import { TRADING_STATES } from '#shared/domain/reference.ts';
import { SIDES } from '#shared/domain/ticket.ts';
import { STATE_LEVELS } from '#shared/domain/trading-state.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, refuseMore } from '../option-values.ts';
import { renderTable } from '../render-table.ts';
import { withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

export const stateCommand: Command = {
  usage:
    'show | set LEVEL [KEY] STATE | rearm LEVEL [KEY] STATE | approve REQUEST | enable STRATEGY SYMBOL SIDE [OPTIONS]',
  summary: 'halts trading, and starts it again with two people',
  options: { reason: { value: 'TEXT', help: 'set, rearm, enable: why, for the record' } },
  async run(args, io) {
    const action = actionOf('state', args, ['show', 'set', 'rearm', 'approve', 'enable']);
    refuseMore('state', args, { show: 1, approve: 2, set: 4, rearm: 4, enable: 4 }[action]);
    const change = action === 'set' || action === 'rearm' ? changeOf(args) : null;
    const strategy = action === 'enable' ? throttleOf(args) : null;
    const requestId = args.positionals[1] ?? '';
    if (action === 'approve' && requestId === '')
      throw bad('no request was named', 'Give the one "rearm" showed.');
    return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
      const { handlers } = desk;
      if (action === 'approve') {
        const row = await handlers['states.approveRearm']({ requestId }, actor);
        await say(args, io, row, `${placeOf(row)} is ${row.state}.`);
      } else if (strategy !== null) {
        await handlers['activity.reenable'](strategy, actor);
        const sentence = `${strategy.strategy} may trade ${strategy.symbol} ${strategy.side} again.\n`;
        await io.write(args.has('json') ? `${JSON.stringify(strategy)}\n` : sentence);
      } else if (change === null) await show(desk, actor, args, io);
      else if (action === 'set') {
        const row = await handlers['states.set'](change, actor);
        await say(args, io, row, `${placeOf(row)} is ${row.state}.`);
      } else {
        const row = await handlers['states.requestRearm'](change, actor);
        await say(args, io, row, askedFor(row));
      }
      return DONE;
    });
  },
};

/** LEVEL KEY STATE, or LEVEL STATE of the firm. */
function changeOf(args: Arguments) {
  const [, level = '', ...rest] = args.positionals;
  const key = rest.length === 2 ? rest[0] : level.toUpperCase() === 'FIRM' ? '*' : undefined;
  const input = {
    level: level.toUpperCase(),
    key,
    state: (rest.at(-1) ?? '').toUpperCase(),
    reason: args.text('reason') ?? '',
  };
  const parsed = contract['states.set'].input.safeParse(input);
  if (parsed.success) return parsed.data;
  switch (parsed.error.issues[0]?.path[0]) {
    case 'level':
      throw bad(`"${level}" is no level`, `Give one of ${STATE_LEVELS.join(', ')}.`);
    case 'key':
      throw bad(`no ${level} was named`, 'Give LEVEL KEY STATE.');
    case 'state':
      throw bad('no state was named', `Give one of ${TRADING_STATES.join(', ')} last.`);
    default:
      throw bad('no reason was given', 'Say why with --reason TEXT, at most 1,024 characters.');
  }
}

/** STRATEGY SYMBOL SIDE. */
function throttleOf(args: Arguments) {
  const [, strategy = '', symbol = '', side = ''] = args.positionals;
  const input = { strategy, symbol, side: side.toUpperCase(), reason: args.text('reason') ?? '' };
  const parsed = contract['activity.reenable'].input.safeParse(input);
  if (parsed.success) return parsed.data;
  if (parsed.error.issues[0]?.path[0] === 'reason')
    throw bad('no reason was given', 'Say why with --reason TEXT, at most 1,024 characters.');
  throw bad('no strategy was named', `Give STRATEGY SYMBOL and one of ${SIDES.join(', ')}.`);
}

async function show(desk: Desk, actor: Actor, args: Arguments, io: Io): Promise<void> {
  const { states, rearms } = await desk.handlers['states.list']({}, actor);
  const throttled = await desk.handlers['activity.throttled']({}, actor);
  const columns = ['where', 'state', 'by', 'since', 'reason'].map((title) => ({ title }));
  const rows = states.map((row) => [placeOf(row), row.state, row.actor, timeOf(row.at), row.reason]);
  const table = states.length === 0 ? 'Everything is ACTIVE.\n' : renderTable(columns, rows);
  const waiting = rearms.map((row) => `${askedFor(row)}\n`).join('');
  const stopped = throttled
    .map(
      ({ strategy, symbol, side, limitIds }) =>
        `${strategy} is throttled in ${symbol} ${side} by ${limitIds.join(', ')}: "state enable ${strategy} ${symbol} ${side}".\n`,
    )
    .join('');
  const document = JSON.stringify({ states, rearms, throttled });
  await io.write(args.has('json') ? `${document}\n` : table + waiting + stopped);
}

async function say(args: Arguments, io: Io, row: StateRow | RearmRow, sentence: string): Promise<void> {
  await io.write(args.has('json') ? `${JSON.stringify(row)}\n` : `${sentence}\n`);
}

const askedFor = (row: RearmRow): string =>
  `${row.requestedBy} asks for ${placeOf(row)} to be ${row.to}, until ${timeOf(row.expiresAt)}: another person approves it with "state approve ${row.requestId}".`;

const placeOf = ({ level, key }: { level: string; key: string }): string => `${level} ${key}`;
const timeOf = (at: number): string => new Date(at).toISOString();
const bad = (what: string, todo: string): AppErrorException =>
  new AppErrorException(appError('INVALID_INPUT', what, 'state', todo));
