import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { closeTicket } from './close-ticket.ts';
import type { Projection } from './projection.ts';

type CancelFacts = Extract<RecordFacts, { kind: 'CANCEL' }>;

/** Releases what is left of a working ticket and closes it. Refusals as of `closeTicket`. */
export function cancelProjection(db: SqliteDatabase): Projection<CancelFacts> {
  const close = closeTicket(db, 'CANCELLED');
  return ({ clOrdId, released }) => {
    close(clOrdId, released);
    return { reserved_qty: -released };
  };
}
