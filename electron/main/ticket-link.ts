import { ticketInput, type TicketInput } from '#shared/contract/schemas/ticket.ts';

export const LINK_SCHEME = 'preflight';
const MAX_LENGTH = 1_024;

const link = ticketInput.omit({ clOrdId: true, transactTime: true });

/**
 * The draft that `preflight://ticket?symbol=...&side=BUY&orderQty=100` names, by the names of a ticket's fields. Null
 * for anything else: another scheme or host, a path, a field that is unknown, named twice or too long. A link comes
 * from anywhere, so it is no more than what somebody typed: the form shows it, and nothing is asked or sent.
 */
export function parseTicketLink(text: string): TicketInput | null {
  const url = text.length > MAX_LENGTH ? null : URL.parse(text);
  if (url === null || url.protocol !== `${LINK_SCHEME}:` || url.host !== 'ticket') return null;
  if (!['', '/'].includes(url.pathname) || url.hash !== '' || url.username !== '') return null;
  const fields = [...url.searchParams];
  if (new Set(fields.map(([name]) => name)).size < fields.length) return null;
  const typed = { account: '', side: 'BUY', orderQty: '', ...Object.fromEntries(fields) };
  return link.safeParse(typed).data ?? null;
}

/** The first argument of a command line that is a link of ours, as the system hands it over. */
export const linkAmong = (args: readonly string[]): string | undefined =>
  args.find((one) => one.toLowerCase().startsWith(`${LINK_SCHEME}://`));
