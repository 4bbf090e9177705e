import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { afterFill } from './average-price.ts';
import { builtUpdate } from './built-update.ts';
import { holdingTable } from './holding-table.ts';
import { refuse, type Projection } from './projection.ts';

type ExecutionFacts = Extract<RecordFacts, { kind: 'EXECUTION' }>;
interface WorkingRow {
  readonly account: string;
  readonly symbol: string;
  readonly direction: number;
  readonly trader: string;
  readonly strategy: string;
  readonly leaves: number | null;
}

/**
 * A fill: moves quantity from the reservation to the position, cash and what the trader and the strategy built.
 * Refusals: DUPLICATE_EXECUTION, UNKNOWN_ORDER (no such ticket, or nothing left of it), OVER_FILL (more than is left),
 * CONFLICT (account, symbol or side are not the ticket's).
 */
export function executionProjection(db: SqliteDatabase): Projection<ExecutionFacts> {
  const seen = db.prepare('SELECT 1 FROM executions WHERE exec_id = ?').pluck();
  const working = db.prepare(
    `SELECT account, symbol, direction, trader, strategy, leaves_qty AS leaves
     FROM tickets LEFT JOIN reservations USING (cl_ord_id) WHERE cl_ord_id = ?`,
  );
  const insertExecution = db.prepare(
    `INSERT INTO executions (exec_id, cl_ord_id, last_qty, last_px, seq, position_before, avg_before)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const takeFromReservation = reservationUpdate(db);
  const holdings = holdingTable(db);
  const addBuilt = builtUpdate(db);
  const cash = db.prepare('UPDATE accounts SET cash = cash + ? WHERE account = ?');

  return (fill, { seq }) => {
    const { clOrdId, execId, lastQty } = fill;
    if (seen.get(execId) !== undefined)
      return refuse('DUPLICATE_EXECUTION', 'The fill is recorded already', execId);
    const row = working.get(clOrdId) as WorkingRow | undefined;
    if (row === undefined || row.leaves === null) {
      return refuse('UNKNOWN_ORDER', 'No such ticket is working', clOrdId);
    }
    if (lastQty > row.leaves) return refuse('OVER_FILL', 'The fill is larger than what is left', clOrdId);
    if (row.account !== fill.account || row.symbol !== fill.symbol || row.direction !== fill.direction) {
      return refuse('CONFLICT', "The fill's account, symbol or side is not the ticket's", clOrdId);
    }
    const before = holdings.get(fill.account, fill.symbol);
    insertExecution.run(
      ...[execId, clOrdId, lastQty, fill.lastPx, seq],
      ...[before.quantity, before.avgPrice],
    );
    takeFromReservation(clOrdId, lastQty, row.leaves);
    const signed = fill.direction * lastQty;
    holdings.save(fill.account, fill.symbol, afterFill(before, signed, fill.lastPx));
    cash.run(fill.cashChange, fill.account);
    addBuilt(row, signed);
    return { reserved_qty: -lastQty, executed_qty: lastQty };
  };
}

function reservationUpdate(db: SqliteDatabase) {
  const shrink = db.prepare('UPDATE reservations SET leaves_qty = leaves_qty - ? WHERE cl_ord_id = ?');
  const remove = db.prepare('DELETE FROM reservations WHERE cl_ord_id = ?');
  const fillTicket = db.prepare('UPDATE tickets SET cum_qty = cum_qty + ?, state = ? WHERE cl_ord_id = ?');
  return (clOrdId: string, lastQty: number, leaves: number): void => {
    if (lastQty === leaves) remove.run(clOrdId);
    else shrink.run(lastQty, clOrdId);
    fillTicket.run(lastQty, lastQty === leaves ? 'FILLED' : 'PARTIALLY_FILLED', clOrdId);
  };
}
