import { fromStoredDecision, type DecisionBody } from '#electron/core/audit/record-body.ts';
import { dateOf } from '#electron/core/marketdata/calendar-date.ts';
import type { ResolvedSend, StoredExecution, WorkingTicket } from '#electron/core/ports/desk-reader.ts';
import type { Price, Quantity } from '#shared/domain/decimal.ts';
import type { ClOrdId, ExecId } from '#shared/domain/ids.ts';
import type { TicketState } from '#shared/domain/ticket.ts';
import type { SqliteDatabase } from '../sqlite.ts';

interface SendRow {
  readonly bodyHash: string;
  readonly body: string;
}
interface HolderRow {
  readonly body: string;
  readonly state: TicketState;
  readonly leavesQty: Quantity;
  readonly cumQty: Quantity;
}
interface ExecutionRow {
  readonly clOrdId: ClOrdId;
  readonly lastQty: Quantity;
  readonly lastPx: Price;
  readonly cashChange: number;
  readonly isBusted: 0 | 1;
}

/** Sent tickets: those still working, the answer a key was given before, and their fills. */
export function ticketRepository(db: SqliteDatabase) {
  const working = db
    .prepare(
      `SELECT body, leaves_qty, cum_qty FROM reservations JOIN tickets USING (cl_ord_id) JOIN audit USING (seq)
       ORDER BY seq`,
    )
    .raw();
  const send = db.prepare(
    'SELECT body_hash AS bodyHash, body FROM tickets JOIN audit USING (seq) WHERE idempotency_key = ?',
  );
  const exists = db.prepare('SELECT 1 FROM tickets WHERE cl_ord_id = ?');
  const execution = db.prepare(
    `SELECT cl_ord_id AS clOrdId, last_qty AS lastQty, last_px AS lastPx, body ->> '$.cashChange' AS cashChange,
       busted_seq IS NOT NULL AS isBusted
     FROM executions JOIN audit USING (seq) WHERE exec_id = ?`,
  );
  const holder = db.prepare(
    `WITH RECURSIVE chain(id, depth) AS (
       SELECT :clOrdId, 0 UNION ALL SELECT cl_ord_id, depth + 1 FROM tickets JOIN chain ON replaces = id)
     SELECT body, state, coalesce(leaves_qty, 0) AS leavesQty, cum_qty AS cumQty
     FROM chain JOIN tickets ON cl_ord_id = id JOIN audit USING (seq) LEFT JOIN reservations USING (cl_ord_id)
     ORDER BY depth DESC LIMIT 1`,
  );
  return {
    workingTickets: (): WorkingTicket[] =>
      (working.all() as [string, Quantity, Quantity][]).map(([body, leavesQty, cumQty]) =>
        toWorking(body, leavesQty, cumQty),
      ),
    send: (idempotencyKey: string): ResolvedSend | null => {
      const row = send.get(idempotencyKey) as SendRow | undefined;
      if (row === undefined) return null;
      const body = JSON.parse(row.body) as DecisionBody;
      return {
        bodyHash: row.bodyHash,
        ticket: body.ticket,
        decision: fromStoredDecision(body.decision),
        sent: body.send?.sent === true,
        basket: body.basket ?? null,
      };
    },
    hasTicket: (clOrdId: string): boolean => exists.get(clOrdId) !== undefined,
    execution: (execId: string): StoredExecution | null => {
      const row = execution.get(execId) as ExecutionRow | undefined;
      if (row === undefined) return null;
      const { body, state, leavesQty, cumQty } = holder.get({ clOrdId: row.clOrdId }) as HolderRow;
      return {
        ...row,
        execId: execId as ExecId,
        isBusted: row.isBusted === 1,
        holder: { ...toWorking(body, leavesQty, cumQty), state },
      };
    },
  };
}

function toWorking(body: string, leavesQty: Quantity, cumQty: Quantity): WorkingTicket {
  const { ticket, decision } = JSON.parse(body) as DecisionBody;
  return { ticket, leavesQty, cumQty, sentOn: dateOf(decision.deskClock) };
}
