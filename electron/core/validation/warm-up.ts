import type { ClOrdId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { Timers } from '../ports/timers.ts';
import type { TicketDesk } from './decide-ticket.ts';
import { toTicket } from './to-ticket.ts';

/** Enough for what limits read lazily to be there, and for the code to be compiled. */
const DECISIONS = 40;
const PAUSE_MS = 1;

/**
 * Decides a few tickets that nobody will send, one a turn, so that the first one of a person does not wait for what is read
 * and compiled once. Nothing is recorded or reserved, and they are not among the timed ones. Returns what ends it early.
 */
export function warmUp(
  state: Pick<DeskState, 'book' | 'now'>,
  tickets: Pick<TicketDesk, 'preview'>,
  timers: Timers,
): () => void {
  let cancel: () => void = () => undefined;
  const decide = (nth: number): void => {
    const ticket = ticketOf(state, nth);
    if (ticket === null) return;
    tickets.preview(ticket);
    if (nth < DECISIONS) cancel = timers.after(PAUSE_MS, () => decide(nth + 1));
  };
  cancel = timers.after(PAUSE_MS, () => decide(1));
  return () => cancel();
}

/** null: a desk without accounts or instruments decides nothing that would warm it. */
function ticketOf(state: Pick<DeskState, 'book' | 'now'>, nth: number): Ticket | null {
  const accounts = [...state.book.accounts.keys()];
  const { instruments } = state.book;
  const account = accounts[nth % accounts.length];
  const symbol = instruments[(nth * 7) % instruments.length]?.instrument.symbol;
  if (account === undefined || symbol === undefined) return null;
  const side = nth % 2 === 0 ? 'BUY' : 'SELL';
  return toTicket(
    { account, symbol, side, orderQty: String(100 * nth) },
    { clOrdId: `warm-up-${nth}` as ClOrdId, transactTime: state.now() },
  );
}
