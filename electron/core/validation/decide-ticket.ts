import { isDenied, type Decision } from '#shared/domain/decision.ts';
import type { DecisionId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { sendFactsOf } from '../activity/send-facts.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { RecentMost } from '../diagnostics/recent-most.ts';
import { lackOfAccount } from '../authority/require-capability.ts';
import type { ClaimedOverride, OverrideDesk } from '../overrides/override-desk.ts';
import type { Plan } from '../limits/plan.ts';
import type { ResolvedSend } from '../ports/desk-reader.ts';
import type { DecisionRecord } from '../ports/journal.ts';
import type { SendKeys } from './send-keys.ts';

export interface SendRequest {
  readonly ticket: Ticket;
  readonly idempotencyKey: string;
  /** The reason that lets a WARN go; null: only a PASS goes. */
  readonly acknowledgement: string | null;
  /** A granted override of this ticket; absent: none. */
  readonly overrideId?: string | undefined;
}

/** When a ticket is decided, and by which plan. */
interface DecideAt {
  readonly tick: number;
  /** Absent: the one in force. */
  readonly plan?: Plan;
}

/** A ticket that was just decided. */
export interface Decided {
  readonly ticket: Ticket;
  readonly decision: Decision;
  /** The desk's timeline when it was decided. */
  readonly tick: number;
}

export interface SendAnswer {
  readonly decision: Decision;
  readonly sent: boolean;
  /** The same key was answered before; nothing was done again. */
  readonly replayed: boolean;
}

/** Told of a ticket once its decision is on record; `sent`: it works since. */
export type OnDecided = (answer: Pick<SendAnswer, 'decision' | 'sent'>, ticket: Ticket, actor: Actor) => void;

/**
 * Decides tickets for the record. ALLOW exists only once its journal record is committed; the reservation is made
 * before, so that no other ticket can pass on the same headroom meanwhile, and taken back when the record is
 * certainly not written. When that is unknown the reservation stays until the store has been read again.
 */
export class TicketDesk {
  /** Statements that a decision ran, a preview as well: none is to. */
  readonly queries = new RecentMost();
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #keys: SendKeys;
  readonly #onDecided: OnDecided;
  readonly #overrides: OverrideDesk;

  constructor(
    deps: DeskDependencies,
    state: DeskState,
    keys: SendKeys,
    overrides: OverrideDesk,
    onDecided: OnDecided,
  ) {
    this.#deps = deps;
    this.#state = state;
    this.#keys = keys;
    this.#overrides = overrides;
    this.#onDecided = onDecided;
  }

  /** The verdict now, nothing reserved, nothing recorded. */
  preview(ticket: Ticket): Decision {
    return this.decide(ticket, { tick: this.#state.timeline.tick() }).decision;
  }

  /** A recorded decision; nothing is sent. */
  async validate(ticket: Ticket, actor: Actor): Promise<Result<Decision>> {
    const forbidden = lackOfAccount(actor, ticket.account);
    if (forbidden !== null) return err(forbidden);
    const decided = this.decide(ticket, { tick: this.#state.timeline.tick() });
    const { decision } = decided;
    const receipt = await this.#deps.journal.append(this.recordOf(decided, actor, null));
    if (!receipt.ok) return receipt;
    this.#onDecided({ decision, sent: false }, ticket, actor);
    return ok(decision);
  }

  /**
   * Decides, and when allowed sends: PASS, or WARN with an acknowledgement. A WARN without one is recorded as a
   * decision only. The same key with the same ticket gives the first answer again, with another it is refused.
   */
  async send(request: SendRequest, actor: Actor): Promise<Result<SendAnswer>> {
    const { idempotencyKey, ticket } = request;
    const forbidden = lackOfAccount(actor, ticket.account);
    if (forbidden !== null) return err(forbidden);
    const body: unknown[] = [{ ...ticket, transactTime: null }, request.acknowledgement];
    if (request.overrideId !== undefined) body.push(request.overrideId);
    const bodyHash = this.#deps.hash(JSON.stringify(body));
    return this.#keys.once(
      { key: idempotencyKey, bodyHash, clOrdIds: [ticket.clOrdId] },
      (stored) => ({ decision: stored.decision, sent: stored.sent, replayed: true }),
      async () => {
        const override = this.#claim(request, actor);
        if (!override.ok) return override;
        try {
          return await this.#sendOnce(request, bodyHash, actor, override.value);
        } finally {
          if (override.value !== null) this.#overrides.release(override.value.overrideId);
        }
      },
    );
  }

  /** What became of a send, when it is on its way once it is answered; null: nothing was recorded under its key. */
  outcome(idempotencyKey: string): Promise<ResolvedSend | null> {
    return this.#keys.outcome(idempotencyKey);
  }

  /** The override that the request names, held for it. It lets a WARN pass at best, which needs its reason first. */
  #claim({ overrideId, acknowledgement, ticket }: SendRequest, actor: Actor): Result<ClaimedOverride | null> {
    if (overrideId === undefined) return ok(null);
    if (acknowledgement === null)
      return err(
        appError('ACKNOWLEDGEMENT_REQUIRED', 'an override needs a reason to send', 'acknowledgement'),
      );
    return this.#overrides.claim(overrideId, ticket, actor);
  }

  async #sendOnce(
    request: SendRequest,
    bodyHash: string,
    actor: Actor,
    override: ClaimedOverride | null,
  ): Promise<Result<SendAnswer>> {
    const { ticket, acknowledgement, idempotencyKey } = request;
    const decided = this.decide(ticket, { tick: this.#state.timeline.tick() }, override);
    const { decision, tick } = decided;
    const unacknowledged = decision.verdict === 'WARN' && acknowledgement === null;
    const sent = !isDenied(decision.verdict) && !unacknowledged;
    const send = unacknowledged ? null : { sent, idempotencyKey, bodyHash, acknowledgement };
    const state = this.#state;
    const facts = sendFactsOf(decision, tick);
    if (sent) state.reserve(ticket, facts);
    const receipt = await this.#deps.journal.append(this.recordOf(decided, actor, send, override));
    state.inFlight.delete(ticket.clOrdId);
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') state.stale = true;
      else if (sent) state.takeBack(ticket, facts);
      return receipt;
    }
    if (sent) state.applied(receipt.value);
    this.#onDecided({ decision, sent }, ticket, actor);
    return ok({ decision, sent, replayed: false });
  }

  /**
   * The verdict at a tick of the desk's timeline, nothing reserved, nothing recorded; with `plan` by that one instead of
   * the one in force.
   */
  decide(ticket: Ticket, at: DecideAt, override: ClaimedOverride | null = null): Decided {
    const state = this.#state;
    state.refresh();
    state.checkClock();
    const decisionId = this.#deps.newId() as DecisionId;
    const before = this.#deps.reader.statements();
    const { tick, plan = state.currentPlan() } = at;
    const decision = state.validator.decide(ticket, plan, state.now(), decisionId, tick, override);
    this.queries.add(this.#deps.reader.statements() - before);
    return { ticket, decision, tick };
  }

  /** The record of a decision that was just made: no other plan may have come into force since. */
  recordOf(
    { ticket, decision, tick }: Decided,
    actor: Actor,
    send: DecisionRecord['send'],
    override: ClaimedOverride | null = null,
  ): DecisionRecord {
    const { plan, bookSeq, marketData, barRulings, book } = this.#state;
    const ladder = this.#deps.stressLadder.hash;
    const record: DecisionRecord = {
      kind: 'DECISION',
      at: this.#deps.clock.now(),
      actor: actor.user,
      ticket,
      decision,
      inputs: {
        limitVersions: plan.versions,
        bookSeq,
        marketData,
        ...(barRulings > 0 && { barRulings }),
        ...(plan.dynamic.length > 0 && {
          tightened: plan.dynamic.map(({ limit, factor }) => [limit.limitId, factor] as const),
        }),
        live: book.clock.mode === 'LIVE',
        ladder,
        staleUpTo: book.staleUpTo,
        tick,
      },
      send,
    };
    if (override === null) return record;
    const { overrideId, ticketHash } = override;
    return { ...record, override: { overrideId, ticketHash } };
  }
}
