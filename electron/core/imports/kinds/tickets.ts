import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { ClOrdId, SymbolId } from '#shared/domain/ids.ts';
import type { ImportChoices } from '#shared/domain/import-choices.ts';
import type { Ticket, TicketDefect } from '#shared/domain/ticket.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { ReadWorkbook } from '../../ports/workbook-reader.ts';
import { toTicket } from '../../validation/to-ticket.ts';
import { bytesSource } from '../byte-source.ts';
import { parseFileChoices } from '../file-choices.ts';
import { newFileRun, reportOf, type ImportFileReport } from '../file-run.ts';
import type { ImportKind } from '../import-kind.ts';
import { isMissing, plainDecimal } from '../number-style.ts';
import { planTable } from '../plan-table.ts';
import { readInstant } from '../read-instant.ts';
import { RowReader } from '../row-reader.ts';
import { resolveSpellings } from '../symbol-spelling.ts';
import { faultOf, isBlank, type RowFault } from '../take-rows.ts';
import { MAIN } from './accounts.ts';

/** Orders to check. An import reads them for its preview only; `parseTicketFile` makes tickets of them. */
export const tickets: ImportKind = {
  name: 'tickets',
  required: [['symbol'], ['side'], ['quantity']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    { name: 'side', type: 'text', aliases: ['buy sell', 'b/s', 'action', 'direction'] },
    {
      name: 'quantity',
      type: 'number',
      aliases: ['order qty', 'qty', 'shares', 'size', 'order quantity', 'units'],
    },
    {
      name: 'cl_ord_id',
      type: 'text',
      aliases: ['client order id', 'order id', 'ticket', 'ticket id', 'id'],
    },
    { name: 'account', type: 'text', aliases: ['account id', 'acct', 'portfolio', 'fund', 'book'] },
    { name: 'ord_type', type: 'text', aliases: ['order type', 'type'] },
    { name: 'price', type: 'number', aliases: ['limit price', 'limit px', 'px', 'limit'] },
    { name: 'stop_price', type: 'number', aliases: ['stop px', 'stop', 'trigger price'] },
    { name: 'time_in_force', type: 'text', aliases: ['tif'] },
    { name: 'trader', type: 'text', aliases: ['trader id', 'user'] },
    { name: 'strategy', type: 'text', aliases: ['strategy id', 'algo'] },
    { name: 'time', type: 'time', aliases: ['transact time', 'timestamp', 'order time', 'datetime', 'date'] },
  ],
  open: () => (row) => void ticketOf(row, null, ''),
};

export interface TicketFileOptions {
  readonly readWorkbook: ReadWorkbook;
  /** As of an import. */
  readonly choices?: ImportChoices;
  /** ClOrdID of a row that names none, by its line; default `file-line`. */
  readonly clOrdIdOf?: (line: number) => string;
  /** Symbols of the desk: `BRK-B` becomes `BRK.B` where that is one of them. */
  readonly knownSymbols?: ReadonlySet<string>;
}

export interface TicketFile {
  readonly tickets: readonly Ticket[];
  /** 1-based line of each ticket. */
  readonly lines: readonly number[];
  readonly report: ImportFileReport;
}

/**
 * Every row of a file as a ticket, in file order, none dropped: what cannot be read of a row is in the ticket's
 * `defects`, and a row that does not fit the header has the defect `row`. The account defaults to `MAIN`. Without an
 * order type a price makes a LIMIT, a stop price a STOP, both a STOP_LIMIT, neither a MARKET order. Errors are those
 * of the file as a whole: IMPORT_UNREADABLE, IMPORT_AMBIGUOUS, IMPORT_TOO_LARGE.
 */
export async function parseTicketFile(
  bytes: Uint8Array,
  file: string,
  options: TicketFileOptions,
): Promise<Result<TicketFile>> {
  const source = bytesSource(file, bytes);
  const choices = parseFileChoices(options.choices ?? {}, file);
  if (!choices.ok) return choices;
  const chosen = { ...choices.value, kind: tickets.name };
  const plan = await planTable(source, [tickets], chosen, options.readWorkbook);
  if (!plan.ok) return plan;
  const { layout, style, detected, warnings } = plan.value;
  const run = newFileRun(file, tickets.name, {
    detected,
    ignored: layout.ignored,
    unstaged: true,
    warnings: [...warnings],
  });
  const reader = new RowReader(layout.columns, style, run);
  const parsed: Ticket[] = [];
  const lines: number[] = [];
  const idOf = options.clOrdIdOf ?? ((line) => `${file.replace(/\..*$/, '')}-${line}`);
  const read = await plan.value.read((fields, line, problem) => {
    if (problem === null && isBlank(fields)) return;
    run.rowsRead++;
    reader.start(fields, line);
    parsed.push(ticketOf(reader, faultOf(layout, fields, problem), idOf(line)));
    lines.push(line);
    reader.finish();
  });
  if (!read.ok) return err(read.error);
  return ok({ tickets: withKnownSymbols(parsed, options.knownSymbols), lines, report: reportOf(run) });
}

function ticketOf(row: RowReader, fault: RowFault | null, clOrdId: string): Ticket {
  const price = decimalText(row, 'price');
  const stopPx = decimalText(row, 'stop_price');
  const time = row.text('time');
  const transactTime = isMissing(time) ? null : readInstant(time, row.style.dateOrder);
  const input: TicketInput = {
    clOrdId: row.text('cl_ord_id'),
    account: row.text('account') || MAIN,
    symbol: row.text('symbol'),
    side: row.text('side'),
    orderQty: decimalText(row, 'quantity'),
    ordType: row.text('ord_type') || typeOf(price, stopPx),
    price,
    stopPx,
    timeInForce: row.text('time_in_force') || 'DAY',
    trader: row.text('trader'),
    strategy: row.text('strategy'),
    ...(transactTime === null ? {} : { transactTime }),
  };
  const ticket = toTicket(input, { clOrdId: clOrdId as ClOrdId, transactTime: null });
  const defects: TicketDefect[] = [...ticket.defects];
  if (!isMissing(time) && transactTime === null) {
    defects.push({ field: 'transactTime', value: time.slice(0, 64), problem: 'not an instant' });
  }
  if (fault !== null) {
    defects.push({ field: 'row', value: row.fields.join(' ').slice(0, 64), problem: fault.sentence });
  }
  for (const { field, value, problem } of defects) row.flag(field, 'DEFECT', `${problem}: ${value}`);
  return { ...ticket, defects };
}

/** The number of a cell as plain decimal text; the cell itself when it is none, for the defect that names it. */
function decimalText(row: RowReader, column: string): string {
  const raw = row.text(column);
  return isMissing(raw) ? '' : (plainDecimal(raw, row.style.decimal) ?? raw);
}

function typeOf(price: string, stopPx: string): string {
  if (stopPx === '') return price === '' ? 'MARKET' : 'LIMIT';
  return price === '' ? 'STOP' : 'STOP_LIMIT';
}

function withKnownSymbols(parsed: readonly Ticket[], known: ReadonlySet<string> = new Set()): Ticket[] {
  const symbols = parsed.map(({ symbol }) => symbol);
  const { resolved } = resolveSpellings(symbols, known);
  return parsed.map((ticket) => ({
    ...ticket,
    symbol: (resolved.get(ticket.symbol) ?? ticket.symbol) as SymbolId,
  }));
}
