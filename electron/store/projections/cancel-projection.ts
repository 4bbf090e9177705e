import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { orderEventWriter } from './order-event.ts';
import { refuse, type Projection } from './projection.ts';

type CancelFacts = Extract<RecordFacts, { kind: 'CANCEL' }>;

/**
 * Releases what is left of a working ticket and closes it. Refusals: UNKNOWN_ORDER for a ticket that is not working;
 * CONFLICT when `released` is not what it has left.
 */
export function cancelProjection(db: SqliteDatabase): Projection<CancelFacts> {
  const leavesOf = db.prepare('SELECT leaves_qty FROM reservations WHERE cl_ord_id = ?').pluck();
  const release = db.prepare('DELETE FROM reservations WHERE cl_ord_id = ?');
  const close = db.prepare("UPDATE tickets SET state = 'CANCELLED' WHERE cl_ord_id = ?");

  const addEvent = orderEventWriter(db);

  return ({ clOrdId, released, tick }, place) => {
    const leaves = leavesOf.get(clOrdId) as number | undefined;
    if (leaves === undefined) return refuse('UNKNOWN_ORDER', 'No such ticket is working', clOrdId);
    if (leaves !== released) return refuse('CONFLICT', 'The ticket has another quantity left', clOrdId);
    release.run(clOrdId);
    close.run(clOrdId);
    addEvent('CANCEL', place, { clOrdId, tick });
    return { reserved_qty: -leaves };
  };
}
