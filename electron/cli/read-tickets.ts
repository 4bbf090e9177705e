import path from 'node:path';
import type { Ticket } from '#shared/domain/ticket.ts';
import { readInputFile } from './read-input-file.ts';
import { valueOf } from './with-desk.ts';

export async function readTickets(
  file: string,
): Promise<{ tickets: readonly Ticket[]; warnings: readonly string[] }> {
  const { parseTicketFile } = await import('#electron/core/imports/kinds/tickets.ts');
  const bytes = await readInputFile(file);
  const parsed = valueOf(await parseTicketFile(bytes, path.basename(file)));
  return { tickets: parsed.tickets, warnings: [] };
}
