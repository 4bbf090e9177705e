import path from 'node:path';
import type { PositionTarget } from '#shared/contract/procedures/whatif.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { Io } from './io.ts';
import { valueOf } from './with-desk.ts';

/**
 * Every row of a file as a ticket, in the file's order; symbols are spelled as the desk of `storeFile` spells them.
 * What the parser warns of is noted. Errors are those of the file as a whole.
 */
export async function readTickets(
  bytes: Uint8Array,
  file: string,
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>,
  storeFile: string,
  io: Io,
): Promise<readonly Ticket[]> {
  const { parseTicketFile } = await import('#electron/core/imports/kinds/tickets.ts');
  const { readWorkbook } = await import('#electron/workers/workbook/read-workbook.ts');
  const options = { choices, knownSymbols: await symbolsOf(storeFile), readWorkbook };
  const parsed = valueOf(await parseTicketFile(bytes, path.basename(file), options));
  for (const warning of parsed.report.warnings) io.note(`${file}: ${warning}`);
  return parsed.tickets;
}

/** Every row of a file as a target of a rebalance; symbols as the desk of `storeFile` spells them. */
export async function readTargets(
  bytes: Uint8Array,
  file: string,
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>,
  storeFile: string,
): Promise<readonly PositionTarget[]> {
  const { parseTargetFile } = await import('#electron/core/imports/kinds/targets.ts');
  const { readWorkbook } = await import('#electron/workers/workbook/read-workbook.ts');
  const options = { choices, knownSymbols: await symbolsOf(storeFile), readWorkbook };
  return valueOf(await parseTargetFile(bytes, path.basename(file), options));
}

async function symbolsOf(storeFile: string): Promise<ReadonlySet<string>> {
  const { openDeskReader } = await import('#electron/store/sqlite-desk-reader.ts');
  const reader = valueOf(openDeskReader(storeFile));
  try {
    return new Set(reader.instruments().map(({ symbol }) => symbol));
  } finally {
    reader.close();
  }
}
