import path from 'node:path';
import type { BasketTicket } from '#electron/core/baskets/basket-desk.ts';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { DecideOptions, Desk } from '#electron/core/desk/desk.ts';
import { SAMPLE_FOLDER } from '#electron/server/product-folder.ts';
import type { ControlCode } from '#shared/domain/control.ts';
import { BASKET_MODES, type BasketMode } from '#shared/domain/basket.ts';
import { isDenied, STATUSES, type Decision, type Verdict } from '#shared/domain/decision.ts';
import { quantityToNumber } from '#shared/domain/decimal.ts';
import type { Ticket, TicketDefect } from '#shared/domain/ticket.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-code.ts';
import type { Result } from '#shared/errors/result.ts';
import { decisionLine } from '../decision-line.ts';
import { describeBinding } from '../describe-binding.ts';
import { DONE, FINDING } from '../exit-code.ts';
import { FILE_OPTIONS, fileChoices } from '../file-choices.ts';
import type { Io } from '../io.ts';
import { moneyText, quantityText } from '../number-text.ts';
import { choiceOption, dateOption, refuseMore } from '../option-values.ts';
import { paintVerdict } from '../paint.ts';
import { startProgress } from '../progress.ts';
import { readInputFile } from '../read-input-file.ts';
import { readTickets } from '../read-tickets.ts';
import { renderTable, type Column } from '../render-table.ts';
import { valueOf, withDesk, type DeskUse } from '../with-desk.ts';
import { writeFile } from '../write-file.ts';
import type { Arguments, Command } from './command.ts';
import { basketOption, decideAsBasket } from './validate-basket.ts';

type Mode = BasketMode;

/** What the decisions came to; the rows of the table only where one is shown. */
interface Tally {
  readonly counts: Map<Verdict, number>;
  readonly rows: string[][];
}

/** Decisions whose record is on its way to the disk; the engine takes tickets in the order they are handed over. */
const MOST_AT_ONCE = 512;
const TAKEN: readonly ErrorCode[] = ['CONFLICT', 'IDEMPOTENCY_MISMATCH'];

export const validateCommand: Command = {
  usage: 'TICKETS.csv | TICKETS.xlsx | --sample [OPTIONS]',
  summary: 'decides every ticket of a file',
  options: {
    sample: {
      help: 'the tickets of the sample desk; without --store on a desk of its own, yours is not touched',
    },
    mode: {
      value: 'MODE',
      help: 'sequential: what passes is sent and reserves (default); independent: nothing is; net, of a basket: beside all others',
    },
    basket: { help: 'decide the tickets as a whole, what reduces first; at most 1,000' },
    'all-or-none': { help: 'with --basket: send all of them, or none when one is denied' },
    'accept-warnings': { help: 'sequential: send what only warns, too' },
    'fail-on-deny': { help: 'exit 1 when a ticket is denied' },
    'as-of': { value: 'DATE', help: 'decide as at the end of that day, YYYY-MM-DD' },
    out: { value: 'FILE', help: 'write the decisions to FILE, too, one JSON line each' },
    ...FILE_OPTIONS,
  },
  async run(args, io) {
    const mode = choiceOption(args, 'mode', BASKET_MODES, 'sequential');
    const isBasket = basketOption(args, mode);
    const asOf = dateOption(args, 'as-of');
    const source = sourceOf(args);
    const choices = await fileChoices(args);
    const file = source ?? path.join(SAMPLE_FOLDER, 'tickets.csv');
    const bytes = await readInputFile(file);
    const temporary = source === undefined && args.text('store') === undefined;
    const use: DeskUse = { mode: temporary ? 'temporary' : 'existing', asOf };
    const counts = await withDesk(args, io, use, async (desk, actor, storeFile) => {
      if (temporary) await desk.handlers['desk.loadSample']({}, actor);
      const tickets = await readTickets(bytes, file, choices, storeFile, io);
      const options = { send: mode === 'sequential', acknowledgement: acknowledgementOf(args) };
      const titles = args.has('json') ? undefined : await controlTitles(desk, actor);
      const decide = (ticket: Ticket): Promise<Result<Decision>> => decideOne(desk, ticket, options, actor);
      const tally = await withOutput(args, io, async (show) =>
        isBasket
          ? showBasket(
              await decideAsBasket(desk, tickets, { ...options, mode }, { args, actor, io }),
              titles,
              show,
            )
          : decideAll(tickets, decide, titles, io, show),
      );
      if (titles !== undefined) await io.write(renderTally(tally, tickets.length, mode, io.colour));
      return tally.counts;
    });
    const denied = [...counts.keys()].some(isDenied);
    return denied && args.has('fail-on-deny') ? FINDING : DONE;
  },
};

/** The file of tickets; undefined for those of the sample. */
function sourceOf(args: Arguments): string | undefined {
  const sample = args.has('sample');
  refuseMore('validate', args, sample ? 0 : 1);
  const [file] = args.positionals;
  if (sample || file !== undefined) return file;
  const todo = 'Give a file, or --sample for the tickets of the sample desk.';
  throw new AppErrorException(appError('INVALID_INPUT', 'no tickets were named', 'validate', todo));
}

const acknowledgementOf = (args: Arguments): string | null =>
  args.has('accept-warnings') ? 'accepted by --accept-warnings' : null;

/** Runs `decide` with where each line of JSON goes: standard output with `--json`, the file of `--out`, both or none. */
function withOutput<T>(
  args: Arguments,
  io: Io,
  decide: (show: (line: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const toScreen = (line: string): Promise<void> => (args.has('json') ? io.write(line) : Promise.resolve());
  const file = args.text('out');
  if (file === undefined) return decide(toScreen);
  return writeFile(file, (append) =>
    decide(async (line) => {
      await append(line);
      await toScreen(line);
    }),
  );
}

/** Decides the tickets in their order; their records go to the disk together, as far as the disk is behind. */
async function decideAll(
  tickets: readonly Ticket[],
  decide: (ticket: Ticket) => Promise<Result<Decision>>,
  titles: ReadonlyMap<ControlCode, string> | undefined,
  io: Io,
  show: (line: string) => Promise<void>,
): Promise<Tally> {
  const progress = startProgress(io, 'tickets', () => performance.now());
  const counts = new Map<Verdict, number>();
  const rows: string[][] = [];
  for (let first = 0; first < tickets.length; first += MOST_AT_ONCE) {
    if (io.signal.aborted) throw new AppErrorException(appError('CANCELLED', 'interrupted'));
    const batch = tickets.slice(first, first + MOST_AT_ONCE);
    const decisions = await Promise.all(batch.map(decide));
    for (const [i, result] of decisions.entries()) {
      const decision = valueOf(result);
      await show(decisionLine(decision));
      counts.set(decision.verdict, (counts.get(decision.verdict) ?? 0) + 1);
      if (titles !== undefined) rows.push(rowOf(batch[i] as Ticket, decision, titles));
    }
    progress.report(first + batch.length, tickets.length);
  }
  progress.end();
  return { counts, rows };
}

/** The decisions about a basket, in the order they were made. */
async function showBasket(
  decided: readonly BasketTicket[],
  titles: ReadonlyMap<ControlCode, string> | undefined,
  show: (line: string) => Promise<void>,
): Promise<Tally> {
  const counts = new Map<Verdict, number>();
  const rows: string[][] = [];
  for (const { ticket, decision } of decided) {
    await show(decisionLine(decision));
    counts.set(decision.verdict, (counts.get(decision.verdict) ?? 0) + 1);
    if (titles !== undefined) rows.push(rowOf(ticket, decision, titles));
  }
  return { counts, rows };
}

/** A ClOrdID that stands for another ticket already cannot be sent again: the ticket is decided as invalid. */
async function decideOne(
  desk: Desk,
  ticket: Ticket,
  options: DecideOptions,
  actor: Actor,
): Promise<Result<Decision>> {
  const result = await desk.decide(ticket, options, actor);
  if (result.ok || !TAKEN.includes(result.error.code)) return result;
  const defect: TicketDefect = {
    field: 'row',
    value: ticket.clOrdId,
    problem: 'the ClOrdID was used before',
  };
  const invalid = { ...ticket, defects: [...ticket.defects, defect] };
  return desk.decide(invalid, { send: false, acknowledgement: null }, actor);
}

async function controlTitles(desk: Desk, actor: Actor): Promise<ReadonlyMap<ControlCode, string>> {
  const catalogue = await desk.handlers['controls.catalogue']({}, actor);
  return new Map(catalogue.map(({ code, title }) => [code, title]));
}

function rowOf(ticket: Ticket, decision: Decision, titles: ReadonlyMap<ControlCode, string>): string[] {
  return [
    decision.clOrdId,
    `${ticket.side} ${quantityText(quantityToNumber(ticket.orderQty))} ${ticket.symbol}`,
    decision.verdict,
    decision.maxQty === null ? 'no limit' : quantityText(decision.maxQty),
    moneyText(decision.notional),
    describeBinding(decision, titles),
  ];
}

function renderTally({ counts, rows }: Tally, tickets: number, mode: Mode, colour: boolean): string {
  const columns: readonly Column[] = [
    { title: 'clOrdId' },
    { title: 'ticket' },
    { title: 'verdict', paint: paintVerdict(colour) },
    { title: 'max', align: 'right' },
    { title: 'notional', align: 'right' },
    { title: 'because' },
  ];
  const words = STATUSES.filter((status) => counts.has(status)).map(
    (status) => `${counts.get(status)} ${status}`,
  );
  return `${renderTable(columns, rows)}${tickets} tickets, ${mode}: ${words.join(', ')}\n`;
}
