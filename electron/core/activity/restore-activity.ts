import type { Ticket } from '#shared/domain/ticket.ts';
import type { DeskReader, StoredMessage } from '../ports/desk-reader.ts';
import { LONGEST_WINDOW, type Activity } from './activity.ts';
import { HELD_MESSAGES } from './scope-activity.ts';

/**
 * Fills the activity of a book that was just read with what the store says: messages and fills within the longest
 * window before the newest one, the sums of the day (YYYYMMDD), and who is throttled. Working tickets are in the book.
 */
export function restoreActivity(activity: Activity, reader: DeskReader, day: number): void {
  const after = reader.lastTick() - LONGEST_WINDOW;
  for (const message of reader.messages(after, HELD_MESSAGES)) {
    activity.addMessage(message.ticket, message.tick);
    if (message.kind === 'SEND') activity.addSend(ticketOf(message), message.tick);
  }
  for (const row of reader.ordersOn(day)) activity.addDay(row);
  for (const { account, symbol, quantity } of reader.shortFilledOn(day))
    activity.useLocate(account, symbol, quantity, day);
  for (const fill of reader.fills(after, HELD_MESSAGES)) activity.addFill(fill, fill.tick);
  for (const { strategy, symbol, side, limitId } of reader.throttles())
    activity.runOf(strategy, symbol, side).throttle([limitId]);
}

/** What repeats are looked for in; the fields that nobody compares are empty. */
const ticketOf = ({ ticket }: StoredMessage): Ticket => ({
  ...ticket,
  timeInForce: 'DAY',
  transactTime: null,
  defects: [],
});
