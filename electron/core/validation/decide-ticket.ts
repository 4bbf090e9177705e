import { isDenied, type Decision } from '#shared/domain/decision.ts';
import type { DecisionId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { workingOf } from '../book/desk-book.ts';
import type { DecisionRecord } from '../ports/journal.ts';

export interface SendRequest {
  readonly ticket: Ticket;
  readonly idempotencyKey: string;
  /** The reason that lets a WARN go; null: only a PASS goes. */
  readonly acknowledgement: string | null;
}

export interface SendAnswer {
  readonly decision: Decision;
  readonly sent: boolean;
  /** The same key was answered before; nothing was done again. */
  readonly replayed: boolean;
}

/**
 * Decides tickets for the record. ALLOW exists only once its journal record is committed; the reservation is made
 * before, so that no other ticket can pass on the same headroom meanwhile, and taken back when the record is
 * certainly not written. When that is unknown the reservation stays until the store has been read again.
 */
export class TicketDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #inFlight = new Map<string, { bodyHash: string; answer: Promise<Result<SendAnswer>> }>();
  readonly #ids = new Set<string>();
  readonly #onDecided: (decision: Decision, ticket: Ticket, actor: Actor) => void;

  constructor(
    deps: DeskDependencies,
    state: DeskState,
    onDecided: (decision: Decision, ticket: Ticket, actor: Actor) => void,
  ) {
    this.#deps = deps;
    this.#state = state;
    this.#onDecided = onDecided;
  }

  /** The verdict now, nothing reserved, nothing recorded. */
  preview(ticket: Ticket): Decision {
    return this.#evaluate(ticket);
  }

  /** A recorded decision; nothing is sent. */
  async validate(ticket: Ticket, actor: Actor): Promise<Result<Decision>> {
    const decision = this.#evaluate(ticket);
    const receipt = await this.#deps.journal.append(this.#record(ticket, decision, actor, null));
    if (!receipt.ok) return receipt;
    this.#onDecided(decision, ticket, actor);
    return ok(decision);
  }

  /**
   * Decides, and when allowed sends: PASS, or WARN with an acknowledgement. A WARN without one is recorded as a
   * decision only. The same key with the same ticket gives the first answer again, with another it is refused.
   */
  async send(request: SendRequest, actor: Actor): Promise<Result<SendAnswer>> {
    const { idempotencyKey, ticket } = request;
    const bodyHash = this.#deps.hash(
      JSON.stringify([{ ...ticket, transactTime: null }, request.acknowledgement]),
    );
    const pending = this.#inFlight.get(idempotencyKey);
    if (pending !== undefined) {
      return pending.bodyHash === bodyHash ? replay(await pending.answer) : err(mismatch(idempotencyKey));
    }
    const stored = this.#deps.reader.send(idempotencyKey);
    if (stored !== null) {
      if (stored.bodyHash !== bodyHash) return err(mismatch(idempotencyKey));
      return ok({ decision: stored.decision, sent: stored.sent, replayed: true });
    }
    const { clOrdId } = ticket;
    if (this.#ids.has(clOrdId) || this.#isTaken(clOrdId)) {
      return err(appError('CONFLICT', `ClOrdID '${clOrdId}' was used before`, 'clOrdId', 'Use a new one.'));
    }
    const answer = this.#sendOnce(request, bodyHash, actor);
    this.#inFlight.set(idempotencyKey, { bodyHash, answer });
    this.#ids.add(clOrdId);
    try {
      return await answer;
    } finally {
      this.#inFlight.delete(idempotencyKey);
      this.#ids.delete(clOrdId);
    }
  }

  #isTaken(clOrdId: string): boolean {
    return this.#deps.reader.stored(clOrdId as Ticket['clOrdId'])?.state != null;
  }

  async #sendOnce(request: SendRequest, bodyHash: string, actor: Actor): Promise<Result<SendAnswer>> {
    const { ticket, acknowledgement, idempotencyKey } = request;
    const decision = this.#evaluate(ticket);
    const unacknowledged = decision.verdict === 'WARN' && acknowledgement === null;
    const sent = !isDenied(decision.verdict) && !unacknowledged;
    const send = unacknowledged ? null : { sent, idempotencyKey, bodyHash, acknowledgement };
    const state = this.#state;
    if (sent) state.reserve(ticket);
    const receipt = await this.#deps.journal.append(this.#record(ticket, decision, actor, send));
    state.inFlight.delete(ticket.clOrdId);
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') state.stale = true;
      else if (sent) this.#takeBack(ticket);
      return receipt;
    }
    if (sent) state.applied(receipt.value);
    this.#onDecided(decision, ticket, actor);
    return ok({ decision, sent, replayed: false });
  }

  #takeBack(ticket: Ticket): void {
    if (this.#state.ledger.get(ticket.clOrdId) === undefined) return;
    this.#state.ledger.remove(ticket.clOrdId);
    this.#state.book.change(ticket, workingOf(ticket, -ticket.orderQty));
  }

  #evaluate(ticket: Ticket): Decision {
    const state = this.#state;
    if (state.stale && this.#deps.journal.depth === 0) state.load();
    state.checkClock();
    return state.validator.decide(ticket, state.currentPlan(), state.now(), this.#deps.newId() as DecisionId);
  }

  #record(ticket: Ticket, decision: Decision, actor: Actor, send: DecisionRecord['send']): DecisionRecord {
    const { plan, bookSeq, marketData, book } = this.#state;
    const ladder = this.#deps.stressLadder.hash;
    return {
      kind: 'DECISION',
      at: this.#deps.clock.now(),
      actor: actor.user,
      ticket,
      decision,
      inputs: {
        limitVersions: plan.versions,
        bookSeq,
        marketData,
        live: book.clock.mode === 'LIVE',
        ladder,
        staleUpTo: book.staleUpTo,
      },
      send,
    };
  }
}

const mismatch = (key: string) =>
  appError(
    'IDEMPOTENCY_MISMATCH',
    'this key was used for another ticket',
    key,
    'Use a new key for a new ticket.',
  );

const replay = (answer: Result<SendAnswer>): Result<SendAnswer> =>
  answer.ok ? ok({ ...answer.value, replayed: true }) : answer;
