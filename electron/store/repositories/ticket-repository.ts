import { fromStoredDecision, type DecisionBody } from '#electron/core/audit/record-body.ts';
import type { ResolvedSend, WorkingTicket } from '#electron/core/ports/desk-reader.ts';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { SqliteDatabase } from '../sqlite.ts';

interface SendRow {
  readonly bodyHash: string;
  readonly body: string;
}

/** Sent tickets: those still working, and the answer a key was given before. */
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
  return {
    workingTickets: (): WorkingTicket[] =>
      (working.all() as [string, Quantity, Quantity][]).map(([body, leavesQty, cumQty]) => ({
        ticket: (JSON.parse(body) as DecisionBody).ticket,
        leavesQty,
        cumQty,
      })),
    send: (idempotencyKey: string): ResolvedSend | null => {
      const row = send.get(idempotencyKey) as SendRow | undefined;
      if (row === undefined) return null;
      const body = JSON.parse(row.body) as DecisionBody;
      return {
        bodyHash: row.bodyHash,
        decision: fromStoredDecision(body.decision),
        sent: body.send?.sent === true,
      };
    },
  };
}
