import type { DecisionFacts } from '#electron/core/audit/record-body.ts';
import type { Replaced } from '#electron/core/ports/journal.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { closeTicket } from './close-ticket.ts';
import { refuse } from './projection.ts';

interface OriginalRow {
  readonly account: string;
  readonly symbol: string;
  readonly direction: number;
  readonly trader: string;
  readonly strategy: string;
  readonly cumQty: number;
}

/**
 * Ends the ticket that another replaces. Refusals: UNKNOWN_ORDER and CONFLICT as of `closeTicket`; CONFLICT when the
 * replacement is of another account, symbol, side, trader or strategy, when more was filled since, or when its total
 * is not above what was filled.
 */
export function takeOver(db: SqliteDatabase): (ticket: DecisionFacts['ticket'], replaced: Replaced) => void {
  const originalOf = db.prepare(
    'SELECT account, symbol, direction, trader, strategy, cum_qty AS cumQty FROM tickets WHERE cl_ord_id = ?',
  );
  const close = closeTicket(db, 'REPLACED');

  return (ticket, { clOrdId, released, carried }) => {
    close(clOrdId, released);
    const original = originalOf.get(clOrdId) as OriginalRow;
    const isSame =
      original.account === ticket.account &&
      original.symbol === ticket.symbol &&
      original.direction === directionOf(ticket.side) &&
      original.trader === ticket.trader &&
      original.strategy === ticket.strategy;
    if (!isSame) refuse('CONFLICT', 'The replacement is of another book than the ticket', clOrdId);
    if (original.cumQty !== carried) refuse('CONFLICT', 'The ticket was filled in between', clOrdId);
    if (ticket.orderQty <= carried) refuse('CONFLICT', 'The total is not above what is filled', clOrdId);
  };
}
