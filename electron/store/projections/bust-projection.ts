import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { TicketState } from '#shared/domain/ticket.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { averageWithout } from './average-without.ts';
import { builtUpdate, type Builder } from './built-update.ts';
import { holdingTable } from './holding-table.ts';
import { refuse, type Projection } from './projection.ts';

type BustFacts = Extract<RecordFacts, { kind: 'BUST' }>;
interface ExecutionRow extends Builder {
  readonly clOrdId: string;
  readonly direction: number;
  readonly lastQty: number;
  readonly bustedSeq: number | null;
  readonly cashChange: number;
}

/**
 * A fill taken back (FIX 150=H): position, cash and what trader and strategy built lose what it moved, the average
 * price is that of the fills that remain, and the quantity works again where the ticket does (or was filled and done).
 * Refusals: NOT_FOUND for an execution that is not there; CONFLICT for one that was busted before, and when the ticket
 * stands otherwise than the record says.
 */
export function bustProjection(db: SqliteDatabase): Projection<BustFacts> {
  const execution = db.prepare(
    `SELECT cl_ord_id AS clOrdId, account, symbol, direction, trader, strategy, last_qty AS lastQty,
       busted_seq AS bustedSeq, body ->> '$.cashChange' AS cashChange
     FROM executions e JOIN tickets USING (cl_ord_id) JOIN audit a ON a.seq = e.seq WHERE exec_id = ?`,
  );
  const mark = db.prepare('UPDATE executions SET busted_seq = ? WHERE exec_id = ?');
  const cash = db.prepare('UPDATE accounts SET cash = cash - ? WHERE account = ?');
  const holdings = holdingTable(db);
  const average = averageWithout(db);
  const addBuilt = builtUpdate(db);
  const giveBack = quantityReturn(db);

  return ({ execId, workingAs, returned }, { seq }) => {
    const fill = execution.get(execId) as ExecutionRow | undefined;
    if (fill === undefined) return refuse('NOT_FOUND', 'There is no such execution', execId);
    if (fill.bustedSeq !== null) return refuse('CONFLICT', 'The execution was busted before', execId);
    mark.run(seq, execId);
    const end = giveBack(fill.clOrdId, fill.lastQty);
    if (end.clOrdId !== workingAs || end.returned !== returned) {
      return refuse('CONFLICT', 'The ticket stands otherwise by now', end.clOrdId);
    }
    const { account, symbol } = fill;
    const signed = fill.direction * fill.lastQty;
    const quantity = holdings.get(account, symbol).quantity - signed;
    holdings.save(account, symbol, { quantity, avgPrice: average(account, symbol, quantity) });
    cash.run(fill.cashChange, account);
    addBuilt(fill, 0 - signed);
    return { reserved_qty: returned, executed_qty: 0 - fill.lastQty };
  };
}

const ENDED: readonly TicketState[] = ['CANCELLED', 'EXPIRED'];

/** Takes the quantity out of what is filled, of the ticket and of those that replaced it, and lets the last work it. */
function quantityReturn(db: SqliteDatabase) {
  const unfill = db.prepare('UPDATE tickets SET cum_qty = cum_qty - ? WHERE cl_ord_id = ?');
  const uncarry = db.prepare(
    'UPDATE tickets SET cum_qty = cum_qty - :n, carried_qty = carried_qty - :n WHERE replaces = :clOrdId RETURNING cl_ord_id',
  );
  const ticket = db.prepare('SELECT state, cum_qty AS cumQty FROM tickets WHERE cl_ord_id = ?');
  const reserve = db.prepare(
    `INSERT INTO reservations VALUES (?, ?) ON CONFLICT DO UPDATE SET leaves_qty = leaves_qty + excluded.leaves_qty`,
  );
  const enter = db.prepare('UPDATE tickets SET state = ? WHERE cl_ord_id = ?');

  return (filled: string, quantity: number): { clOrdId: string; returned: number } => {
    unfill.run(quantity, filled);
    let clOrdId = filled;
    for (;;) {
      const next = uncarry.get({ n: quantity, clOrdId }) as { cl_ord_id: string } | undefined;
      if (next === undefined) break;
      clOrdId = next.cl_ord_id;
    }
    const { state, cumQty } = ticket.get(clOrdId) as { state: TicketState; cumQty: number };
    if (ENDED.includes(state)) return { clOrdId, returned: 0 };
    reserve.run(clOrdId, quantity);
    enter.run(cumQty === 0 ? 'SENT' : 'PARTIALLY_FILLED', clOrdId);
    return { clOrdId, returned: quantity };
  };
}
