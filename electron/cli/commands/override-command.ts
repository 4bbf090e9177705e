import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { contract } from '#shared/contract/contract.ts';
import type { OverrideRow } from '#shared/contract/procedures/overrides.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../exit-code.ts';
import { FILE_OPTIONS, fileChoices } from '../file-choices.ts';
import type { Io } from '../io.ts';
import { quantityText } from '../number-text.ts';
import { actionOf, badOption, numberOption, refuseMore } from '../option-values.ts';
import { readInputFile } from '../read-input-file.ts';
import { readTickets } from '../read-tickets.ts';
import { renderTable } from '../render-table.ts';
import { ticketInputOf } from '../ticket-input.ts';
import { withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

const ACTIONS = ['list', 'request', 'grant', 'refuse', 'send'] as const;
/** A send by override warns at best: that it is acknowledged is what the override's reason says. */
const REASON_OF_SEND = 'sent by an override';

export const overrideCommand: Command = {
  usage: 'list | request TICKET.csv | grant ID | refuse ID | send ID TICKET.csv [OPTIONS]',
  summary: 'lets one ticket pass named controls once, with two people',
  options: {
    controls: { value: 'CODES', help: 'request: the controls it is to pass, with commas between them' },
    reason: { value: 'TEXT', help: 'request, send: why, for the record' },
    seconds: { value: 'N', help: 'grant: how long it counts (default 60)' },
    ...FILE_OPTIONS,
  },
  async run(args, io) {
    const action = actionOf('override', args, ACTIONS);
    refuseMore('override', args, { list: 1, request: 2, grant: 2, refuse: 2, send: 3 }[action]);
    const [, first = '', second = ''] = args.positionals;
    if (action !== 'list' && first === '')
      throw bad(action === 'request' ? 'no ticket was named' : 'no override was named', 'See --help.');
    const asked = action === 'request' ? { controls: controlsOf(args), reason: reasonOf(args) } : null;
    const seconds = numberOption(args, 'seconds', 60, { from: 1, to: 3_600, whole: true });
    return withDesk(args, io, { mode: 'existing' }, async (desk, actor, storeFile) => {
      const { handlers } = desk;
      if (action === 'list') await list(desk, actor, args, io);
      else if (asked !== null) {
        const ticket = parsed(await theTicket(first, storeFile, args, io));
        await say(args, io, await handlers['overrides.request']({ ticket, ...asked }, actor));
      } else if (action === 'grant')
        await say(args, io, await handlers['overrides.grant']({ overrideId: first, seconds }, actor));
      else if (action === 'refuse')
        await say(args, io, await handlers['overrides.refuse']({ overrideId: first }, actor));
      else {
        const answer = await handlers['tickets.send'](
          {
            ticket: parsed(await theTicket(second, storeFile, args, io)),
            idempotencyKey: `override:${first}`,
            acknowledgement: { reason: args.text('reason') ?? REASON_OF_SEND },
            overrideId: first,
          },
          actor,
        );
        const { decision, sent } = answer;
        const sentence = `${decision.verdict}: ${sent ? 'sent' : 'not sent'}, override ${first} is used.\n`;
        await io.write(args.has('json') ? `${JSON.stringify(answer)}\n` : sentence);
      }
      return DONE;
    });
  },
};

/** The ticket as the procedures take it, defaults filled in. */
const parsed = (ticket: TicketInput) => contract['overrides.request'].input.shape.ticket.parse(ticket);

async function theTicket(file: string, storeFile: string, args: Arguments, io: Io): Promise<TicketInput> {
  if (file === '') throw bad('no ticket was named', 'Give ID and a file of that one ticket.');
  const tickets = await readTickets(await readInputFile(file), file, await fileChoices(args), storeFile, io);
  const [ticket] = tickets;
  if (ticket === undefined || tickets.length > 1)
    throw bad(
      `${file} holds ${tickets.length} tickets`,
      'An override is for one ticket: give a file of one.',
    );
  return ticketInputOf(ticket);
}

function controlsOf(args: Arguments) {
  const text = args.text('controls') ?? '';
  const names = text.split(',').map((name) => name.trim().toUpperCase());
  const controls = CONTROL_CODES.filter((code) => names.includes(code));
  if (controls.length === 0 || controls.length < new Set(names).size)
    throw badOption('controls', text, 'Give codes such as MAX_ORDER_QTY, with commas between them.');
  return controls;
}

function reasonOf(args: Arguments): string {
  const reason = (args.text('reason') ?? '').trim();
  if (reason === '') throw bad('no reason was given', 'Say why with --reason TEXT.');
  return reason;
}

async function list(desk: Desk, actor: Actor, args: Arguments, io: Io): Promise<void> {
  const rows = await desk.handlers['overrides.list']({ limit: 200 }, actor);
  if (args.has('json')) return io.write(`${JSON.stringify(rows)}\n`);
  if (rows.length === 0) return io.write('Nobody asked for an override.\n');
  const columns = ['override', 'state', 'ticket', 'passes', 'asked by', 'decided by', 'until', 'reason'];
  const table = rows.map((row) => [
    row.overrideId,
    row.expired ? 'EXPIRED' : row.state,
    ticketOf(row),
    row.controls.join(', '),
    row.requestedBy,
    row.decidedBy ?? '',
    timeOf(row.expiresAt),
    row.reason,
  ]);
  await io.write(
    renderTable(
      columns.map((title) => ({ title })),
      table,
    ),
  );
}

async function say(args: Arguments, io: Io, row: OverrideRow): Promise<void> {
  const sentences = {
    REQUESTED: `${row.overrideId}: ${ticketOf(row)} waits until ${timeOf(row.expiresAt)} for somebody else to grant it.`,
    GRANTED: `${row.overrideId}: ${ticketOf(row)} may pass ${row.controls.join(', ')} once, until ${timeOf(row.expiresAt)}.`,
    REFUSED: `${row.overrideId}: refused.`,
    CONSUMED: `${row.overrideId}: used.`,
  };
  await io.write(args.has('json') ? `${JSON.stringify(row)}\n` : `${sentences[row.state]}\n`);
}

const ticketOf = ({ side, orderQty, symbol, account }: OverrideRow): string =>
  `${side} ${quantityText(orderQty)} ${symbol} for ${account}`;
const timeOf = (at: number): string => new Date(at).toISOString();
const bad = (what: string, todo: string): AppErrorException =>
  new AppErrorException(appError('INVALID_INPUT', what, 'override', todo));
