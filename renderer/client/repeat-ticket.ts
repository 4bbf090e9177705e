import type { TicketInput, WrittenTicket } from '#shared/contract/schemas/ticket.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from './desk-client.ts';
import { putTicket } from './workspace-store.ts';

/**
 * Puts the ticket of a recorded decision into the form as it was, or with the side that undoes it; nothing is sent.
 * Returns why it could not.
 */
export async function repeatTicket(decisionId: string, reversed: boolean): Promise<AppError | null> {
  try {
    const { ticket } = await deskClient.call('decisions.record', { decisionId });
    putTicket(reversed ? { ...withoutId(ticket), side: opposite(ticket.side) } : withoutId(ticket));
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** Another ticket with the same fields: the desk gives it an id of its own. */
export function withoutId(ticket: WrittenTicket): TicketInput {
  const { account, symbol, side, orderQty, ordType, price, stopPx, timeInForce, trader, strategy } = ticket;
  return { account, symbol, side, orderQty, ordType, price, stopPx, timeInForce, trader, strategy };
}

const opposite = (side: string): string => (side === 'BUY' ? 'SELL' : 'BUY');
