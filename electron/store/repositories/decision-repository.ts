import { fromStoredDecision, type DecisionBody } from '#electron/core/audit/record-body.ts';
import type { StoredDecision, StoredRecord } from '#electron/core/ports/desk-reader.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { ClOrdId, DecisionId } from '#shared/domain/ids.ts';
import type { TicketState } from '#shared/domain/ticket.ts';
import type { SqliteDatabase } from '../sqlite.ts';

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly body: string;
  readonly state: TicketState | null;
  readonly cumQty: Quantity | null;
  readonly leavesQty: Quantity | null;
}

/** A ticket belongs to the decision that sent it: others about the same ClOrdID have no state. */
const ROWS = `
  SELECT d.seq, a.at, a.actor, a.body, t.state, t.cum_qty AS cumQty, r.leaves_qty AS leavesQty
  FROM decisions d JOIN audit a USING (seq)
  LEFT JOIN tickets t ON t.cl_ord_id = d.cl_ord_id AND t.seq = d.seq
  LEFT JOIN reservations r ON r.cl_ord_id = t.cl_ord_id`;

/** Decisions, newest first, with where their tickets stand. */
export function decisionRepository(db: SqliteDatabase) {
  const page = db.prepare(`${ROWS} WHERE d.seq < ? ORDER BY d.seq DESC LIMIT ?`);
  const ofTicket = db.prepare(
    `${ROWS} WHERE d.cl_ord_id = ? ORDER BY t.cl_ord_id IS NULL, d.seq DESC LIMIT 1`,
  );
  const record = db.prepare(
    'SELECT seq, at, actor, body FROM decisions JOIN audit USING (seq) WHERE decision_id = ?',
  );
  const recent = db.prepare(
    `SELECT a.body, a.at FROM decisions d JOIN audit a USING (seq) WHERE a.at >= ? ORDER BY d.seq DESC LIMIT ?`,
  );
  return {
    *recentDecisions(since: number, count: number): Generator<{ decision: Decision; at: number }> {
      for (const row of recent.iterate(since, count)) {
        const { body, at } = row as { body: string; at: number };
        yield { decision: fromStoredDecision((JSON.parse(body) as DecisionBody).decision), at };
      }
    },
    decisions: ({ limit, before }: { limit: number; before?: number }): StoredDecision[] =>
      (page.all(before ?? Number.MAX_SAFE_INTEGER, limit) as Row[]).map(toStored),
    /** The decision that sent the ticket, or the newest about it when none did. */
    stored: (clOrdId: ClOrdId): StoredDecision | null => {
      const row = ofTicket.get(clOrdId) as Row | undefined;
      return row === undefined ? null : toStored(row);
    },
    decisionRecord: (decisionId: DecisionId): StoredRecord | null => {
      const row = record.get(decisionId) as Pick<Row, 'seq' | 'at' | 'actor' | 'body'> | undefined;
      return row === undefined ? null : { ...row, body: JSON.parse(row.body) as DecisionBody };
    },
  };
}

function toStored({ body, cumQty, leavesQty, ...row }: Row): StoredDecision {
  const { ticket, decision } = JSON.parse(body) as DecisionBody;
  return {
    ...row,
    ticket,
    decisionId: decision.decisionId,
    verdict: decision.verdict,
    maxQty: decision.maxQty,
    bindingCode: decision.binding?.code ?? null,
    bindingLimitId: decision.binding?.limitId ?? null,
    notional: decision.notional,
    evalMicros: decision.evalMicros,
    cumQty: cumQty ?? (0 as Quantity),
    leavesQty: leavesQty ?? (0 as Quantity),
  };
}
