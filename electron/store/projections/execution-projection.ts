import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import { dateOf } from '#electron/core/marketdata/calendar-date.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { afterFill, type Holding } from './average-price.ts';
import { orderEventWriter } from './order-event.ts';
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
  const insertExecution = db.prepare('INSERT INTO executions VALUES (?, ?, ?, ?, ?)');
  const takeFromReservation = reservationUpdate(db);
  const move = positionUpdate(db);
  const built = builtUpdate(db);
  const cash = db.prepare('UPDATE accounts SET cash = cash + ? WHERE account = ?');

  const addEvent = orderEventWriter(db);
  const sideOf = db.prepare("SELECT side FROM order_events WHERE cl_ord_id = ? AND kind = 'SEND'").pluck();
  const throttle = db.prepare('INSERT OR REPLACE INTO throttles VALUES (?, ?, ?, ?, ?)');

  return (fill, place) => {
    const { seq } = place;
    const { clOrdId, execId, lastQty, tick, day, throttledBy = [] } = fill;
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
    insertExecution.run(execId, clOrdId, lastQty, fill.lastPx, seq);
    takeFromReservation(clOrdId, lastQty, row.leaves);
    const signed = fill.direction * lastQty;
    move(fill.account, fill.symbol, signed, fill.lastPx);
    cash.run(fill.cashChange, fill.account);
    if (row.trader !== '') built('TRADER', row.trader, fill.account, fill.symbol, signed);
    if (row.strategy !== '') built('STRATEGY', row.strategy, fill.account, fill.symbol, signed);
    const side = sideOf.get(clOrdId) as string;
    addEvent('FILL', place, {
      clOrdId,
      tick,
      day: day ?? dateOf(place.at as EpochMs),
      side,
      quantity: lastQty,
    });
    for (const limitId of throttledBy) throttle.run(row.strategy, row.symbol, side, limitId, seq);
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

function positionUpdate(db: SqliteDatabase) {
  const holding = db.prepare(
    'SELECT quantity, avg_price AS avgPrice FROM positions WHERE account = ? AND symbol = ?',
  );
  const save = db.prepare(
    `INSERT INTO positions VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = excluded.quantity, avg_price = excluded.avg_price`,
  );
  const remove = db.prepare('DELETE FROM positions WHERE account = ? AND symbol = ?');
  return (account: string, symbol: string, quantity: number, price: number): void => {
    const before = (holding.get(account, symbol) as Holding | undefined) ?? { quantity: 0, avgPrice: null };
    const after = afterFill(before, quantity, price);
    if (after.quantity === 0) remove.run(account, symbol);
    else save.run(account, symbol, after.quantity, after.avgPrice);
  };
}

function builtUpdate(db: SqliteDatabase) {
  const add = db.prepare(
    `INSERT INTO built_positions VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity`,
  );
  const removeFlat = db.prepare(
    'DELETE FROM built_positions WHERE level = ? AND key = ? AND account = ? AND symbol = ? AND quantity = 0',
  );
  return (level: string, key: string, account: string, symbol: string, quantity: number): void => {
    add.run(level, key, account, symbol, quantity);
    removeFlat.run(level, key, account, symbol);
  };
}
