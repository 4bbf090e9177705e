import type { TicketState } from '#shared/domain/ticket.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse } from './projection.ts';

/**
 * Ends a working ticket in a state and releases what it has left. Refusals: UNKNOWN_ORDER for a ticket that is not
 * working; CONFLICT when `released` is not what it has left.
 */
export function closeTicket(
  db: SqliteDatabase,
  state: Extract<TicketState, 'CANCELLED' | 'EXPIRED' | 'REPLACED'>,
): (clOrdId: string, released: number) => void {
  const leavesOf = db.prepare('SELECT leaves_qty FROM reservations WHERE cl_ord_id = ?').pluck();
  const release = db.prepare('DELETE FROM reservations WHERE cl_ord_id = ?');
  const close = db.prepare(`UPDATE tickets SET state = '${state}' WHERE cl_ord_id = ?`);

  return (clOrdId, released) => {
    const leaves = leavesOf.get(clOrdId) as number | undefined;
    if (leaves === undefined) return refuse('UNKNOWN_ORDER', 'No such ticket is working', clOrdId);
    if (leaves !== released) return refuse('CONFLICT', 'The ticket has another quantity left', clOrdId);
    release.run(clOrdId);
    close.run(clOrdId);
  };
}
