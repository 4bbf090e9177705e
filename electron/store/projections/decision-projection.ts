import type { DecisionFacts } from '#electron/core/audit/record-body.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import { sqliteCode } from '../store-error.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { overrideConsumer } from './override-projection.ts';
import { refuse, type Projection } from './projection.ts';
import { takeOver } from './take-over.ts';

type Send = NonNullable<DecisionFacts['send']>;

/**
 * A decision, and for a send its ticket: SENT with a reservation of the whole quantity, or DENIED without. A
 * replacement that is sent ends its original, goes on from what that had filled and reserves the rest.
 * Refusals: those of `takeOver`; CONFLICT for a decision id or ClOrdID that exists, and for a key that recorded the same body before;
 * IDEMPOTENCY_MISMATCH for a key that recorded another body; those of `overrideConsumer` for its override.
 */
export function decisionProjection(db: SqliteDatabase): Projection<DecisionFacts> {
  const insertDecision = db.prepare('INSERT INTO decisions VALUES (?, ?, ?, ?)');
  const insertTicket = db.prepare(
    `INSERT INTO tickets (cl_ord_id, seq, idempotency_key, body_hash, state, account, symbol, direction, order_qty,
       trader, strategy, replaces, cum_qty, carried_qty)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const endReplaced = takeOver(db);
  const insertReservation = db.prepare('INSERT INTO reservations VALUES (?, ?)');
  const hashOfKey = db.prepare('SELECT body_hash FROM tickets WHERE idempotency_key = ?').pluck();

  const consumeOverride = overrideConsumer(db);

  const explain = (facts: DecisionFacts, send: Send): never => {
    const hash = hashOfKey.get(send.idempotencyKey) as string | undefined;
    if (hash === undefined) return refuse('CONFLICT', 'The ClOrdID was used before', facts.decision.clOrdId);
    if (hash === send.bodyHash)
      return refuse('CONFLICT', 'This send is recorded already', send.idempotencyKey);
    return refuse('IDEMPOTENCY_MISMATCH', 'The key was used for another ticket', send.idempotencyKey);
  };

  const recordTicket = (facts: DecisionFacts, send: Send, seq: number): void => {
    const { ticket } = facts;
    const direction = directionOf(ticket.side);
    const replaced = send.sent ? facts.replaces : undefined;
    const carried = replaced?.carried ?? 0;
    const working = carried > 0 ? 'PARTIALLY_FILLED' : 'SENT';
    const state = send.sent ? working : 'DENIED';
    try {
      insertTicket.run(
        ...[ticket.clOrdId, seq, send.idempotencyKey, send.bodyHash, state],
        ...[ticket.account, ticket.symbol, direction, ticket.orderQty, ticket.trader, ticket.strategy],
        ...[replaced?.clOrdId ?? null, carried, carried],
      );
    } catch (thrown) {
      if (sqliteCode(thrown).startsWith('SQLITE_CONSTRAINT')) explain(facts, send);
      throw thrown;
    }
  };

  return (facts, place) => {
    const { decision, send, ticket, override } = facts;
    const { seq } = place;
    if (decision.clOrdId !== ticket.clOrdId)
      refuse('INVALID_INPUT', 'The decision is of another ticket', decision.clOrdId);
    insertDecision.run(seq, decision.decisionId, decision.clOrdId, decision.verdict);
    if (override !== undefined) consumeOverride(override, place);
    if (send === null) return { decisions: 1 };
    if (send.sent && facts.replaces !== undefined) {
      // A retry of what is recorded must be told so, and not that its original works no more.
      if (hashOfKey.get(send.idempotencyKey) !== undefined) explain(facts, send);
      endReplaced(ticket, facts.replaces);
    }
    recordTicket(facts, send, seq);
    if (!send.sent) return { decisions: 1, tickets: 1 };
    const leaves = ticket.orderQty - (facts.replaces?.carried ?? 0);
    insertReservation.run(ticket.clOrdId, leaves);
    return { decisions: 1, tickets: 1, reserved_qty: leaves - (facts.replaces?.released ?? 0) };
  };
}
