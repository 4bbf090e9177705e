import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { closeTicket } from './close-ticket.ts';
import type { Projection } from './projection.ts';

type ExpireFacts = Extract<RecordFacts, { kind: 'EXPIRE' }>;

/** Releases what is left of every ticket named and ends it, all or none. Refusals as of `closeTicket`. */
export function expireProjection(db: SqliteDatabase): Projection<ExpireFacts> {
  const close = closeTicket(db, 'EXPIRED');
  return ({ expired }) => {
    let released = 0;
    for (const one of expired) {
      close(one.clOrdId, one.released);
      released += one.released;
    }
    return { reserved_qty: 0 - released };
  };
}
