import type { SendFacts } from '../activity/activity.ts';
import { sendFactsOf } from '../activity/send-facts.ts';
import { lackOfAccount } from '../authority/require-capability.ts';
import type { NetEffect } from '#shared/contract/procedures/baskets.ts';
import type { BasketMode } from '#shared/domain/basket.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { DecisionRecord, JournalReceipt } from '../ports/journal.ts';
import type { OnDecided, TicketDesk } from '../validation/decide-ticket.ts';
import type { SendKeys } from '../validation/send-keys.ts';
import { netEffectOf } from './net-effect.ts';
import { canBeHeld, decideAmongOthers, placeTickets, type BasketBook, type Placed } from './place-tickets.ts';

export interface Basket {
  readonly tickets: readonly Ticket[];
  readonly mode: BasketMode;
  readonly allOrNone: boolean;
}

export interface BasketSend extends Basket {
  readonly idempotencyKey: string;
  readonly acknowledgement: string | null;
}

/** A ticket of a basket with what became of it. */
export interface BasketTicket extends Placed {
  readonly place: number;
  readonly sent: boolean;
}

export interface BasketDecision {
  /** Whether the basket may go: every ticket of it when all or none, otherwise any. */
  readonly allowed: boolean;
  /** In the order they were decided. */
  readonly tickets: readonly BasketTicket[];
  /** null for an answer that is given again. */
  readonly net: NetEffect | null;
  readonly acknowledgementRequired: boolean;
  readonly replayed: boolean;
}

/**
 * Lists of tickets decided as a whole. All of it is decided at one moment, nothing else comes in between, and every
 * record of it is written with one commit: there is never half a basket, whatever fails.
 */
export class BasketDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #keys: SendKeys;
  readonly #tickets: TicketDesk;
  readonly #onDecided: OnDecided;

  constructor(
    deps: DeskDependencies,
    state: DeskState,
    keys: SendKeys,
    tickets: TicketDesk,
    onDecided: OnDecided,
  ) {
    this.#deps = deps;
    this.#state = state;
    this.#keys = keys;
    this.#tickets = tickets;
    this.#onDecided = onDecided;
  }

  /**
   * A recorded decision about every ticket; nothing is sent. CONFLICT for a ClOrdID that the basket names twice, or
   * that works already: its place among the reservations is taken.
   */
  async validate(basket: Basket, actor: Actor): Promise<Result<BasketDecision>> {
    const forbidden = lackOfAccounts(actor, basket.tickets);
    if (forbidden !== null) return err(forbidden);
    const used = this.#firstUsed(basket.tickets);
    if (used !== null) {
      return err(appError('CONFLICT', `ClOrdID '${used}' is used already`, 'clOrdId', 'Use another one.'));
    }
    const { placed, net } = this.#decide(basket);
    for (const one of placed) this.#takeBack(one);
    const records = this.#recordsOf(basket, this.#deps.newId(), placed, actor, () => null);
    const receipt = await this.#deps.journal.appendAll(records);
    if (!receipt.ok) return this.#failed(receipt);
    return ok(this.#answer(basket, placed, net, actor, new Set()));
  }

  /**
   * Decides, and sends what is allowed: a ticket that passes, or warns and is acknowledged; all or none sends nothing
   * when one of them is denied, and records all as denied. A warning that nobody acknowledged sends nothing and uses
   * up neither key nor ClOrdIDs. The same key with the same basket gives the first answer again.
   */
  async send(request: BasketSend, actor: Actor): Promise<Result<BasketDecision>> {
    const { idempotencyKey, tickets, mode, allOrNone, acknowledgement } = request;
    const forbidden = lackOfAccounts(actor, tickets);
    if (forbidden !== null) return err(forbidden);
    if (mode === 'independent' || (mode === 'net' && !allOrNone)) {
      const what = `a basket cannot be sent ${mode} unless all or none of it goes`;
      return err(appError('INVALID_INPUT', what, 'mode', 'Send it sequentially, or net and all or none.'));
    }
    const untimed = tickets.map((ticket) => ({ ...ticket, transactTime: null }));
    const bodyHash = this.#deps.hash(JSON.stringify(['BASKET', untimed, mode, allOrNone, acknowledgement]));
    return this.#keys.once(
      {
        key: `basket:${idempotencyKey}`,
        storedKey: keyOf(idempotencyKey, 0),
        bodyHash,
        clOrdIds: tickets.map(({ clOrdId }) => clOrdId),
      },
      () => this.#recall(idempotencyKey, tickets.length, request.allOrNone),
      () => this.#sendOnce(request, bodyHash, actor),
    );
  }

  /** What became of a basket, when it is on its way once it is answered; null: nothing was recorded under its key. */
  async outcome(idempotencyKey: string): Promise<BasketDecision | null> {
    const first = await this.#keys.outcome(`basket:${idempotencyKey}`, keyOf(idempotencyKey, 0));
    const { basket = null } = first ?? {};
    return basket === null ? null : this.#recall(idempotencyKey, basket.size, basket.allOrNone);
  }

  async #sendOnce(request: BasketSend, bodyHash: string, actor: Actor): Promise<Result<BasketDecision>> {
    const { idempotencyKey, acknowledgement } = request;
    const { placed, net } = this.#decide(request);
    const isStopped = request.allOrNone && placed.some(({ decision }) => isDenied(decision.verdict));
    const going = isStopped ? [] : placed.filter(({ decision }) => !isDenied(decision.verdict));
    const acknowledgementRequired =
      acknowledgement === null && going.some(({ decision }) => decision.verdict === 'WARN');
    const sent = new Set(acknowledgementRequired ? [] : going);
    for (const one of placed) if (!sent.has(one)) this.#takeBack(one);
    const records = this.#recordsOf(request, idempotencyKey, placed, actor, (one) =>
      acknowledgementRequired
        ? null
        : {
            sent: sent.has(one),
            idempotencyKey: keyOf(idempotencyKey, one.index),
            bodyHash,
            acknowledgement,
          },
    );
    const receipt = await this.#deps.journal.appendAll(records);
    for (const { ticket } of sent) this.#state.inFlight.delete(ticket.clOrdId);
    if (!receipt.ok) {
      if (receipt.error.code !== 'COMMIT_UNKNOWN') for (const one of sent) this.#takeBack(one);
      return this.#failed(receipt);
    }
    if (sent.size > 0) this.#state.applied(receipt.value);
    const answer = this.#answer(request, placed, net, actor, sent);
    return ok({ ...answer, acknowledgementRequired });
  }

  /** Decides all of it by one plan, with its end state; the book then holds what the mode says. */
  #decide({ tickets, mode }: Basket): { placed: Placed[]; net: NetEffect } {
    const state = this.#state;
    state.refresh();
    const plan = state.currentPlan();
    const held = new Map<Ticket, SendFacts>();
    const tick = state.timeline.tick();
    const book: BasketBook = {
      tick,
      decide: (ticket) => this.#tickets.decide(ticket, { tick, plan }).decision,
      isReducing: (ticket) => state.validator.isReducing(ticket, plan, state.now(), tick),
      hold: (ticket, decision) => {
        const facts = sendFactsOf(decision, tick);
        state.reserve(ticket, facts);
        held.set(ticket, facts);
      },
      release: (ticket) => {
        const facts = held.get(ticket);
        if (facts !== undefined) state.takeBack(ticket, facts);
        held.delete(ticket);
      },
    };
    const placed = placeTickets(tickets, mode, book);
    if (mode === 'net') return { placed, net: netEffectOf(placed.map(({ decision }) => decision)) };
    const others = placed.filter(({ ticket }) => canBeHeld(ticket) && !held.has(ticket));
    for (const { ticket, decision } of others) book.hold(ticket, decision);
    const net = netEffectOf(placed.map(({ ticket }) => decideAmongOthers(ticket, book)));
    for (const { ticket } of others) book.release(ticket);
    return { placed, net };
  }

  /** Takes back what was held of a ticket, if it was. */
  #takeBack({ ticket, decision, tick }: Placed): void {
    this.#state.takeBack(ticket, sendFactsOf(decision, tick));
  }

  #recordsOf(
    { mode, allOrNone }: Basket,
    basket: string,
    placed: readonly Placed[],
    actor: Actor,
    sendOf: (one: Placed) => DecisionRecord['send'],
  ): DecisionRecord[] {
    const size = placed.length;
    return placed.map((one, place) => ({
      ...this.#tickets.recordOf(one, actor, sendOf(one)),
      basket: { basket, place, size, mode, allOrNone },
    }));
  }

  #answer(
    { allOrNone }: Basket,
    placed: readonly Placed[],
    net: NetEffect | null,
    actor: Actor,
    sent: ReadonlySet<Placed>,
  ): BasketDecision {
    const tickets = placed.map((one, place) => ({ ...one, place, sent: sent.has(one) }));
    for (const one of tickets) this.#onDecided(one, one.ticket, actor);
    return {
      allowed: isAllowed(placed, allOrNone),
      tickets,
      net,
      acknowledgementRequired: false,
      replayed: false,
    };
  }

  /** What the store says of a basket that was sent before: all of it is there, or none would be. */
  #recall(key: string, size: number, allOrNone: boolean): BasketDecision {
    const recalled = Array.from({ length: size }, (_, index) => index).flatMap((index): BasketTicket[] => {
      const stored = this.#deps.reader.send(keyOf(key, index));
      if (stored === null) return [];
      const { ticket, decision, sent, basket } = stored;
      return [{ index, ticket, decision, tick: 0, place: basket?.place ?? index, sent }];
    });
    return {
      allowed: isAllowed(recalled, allOrNone),
      tickets: recalled.toSorted((a, b) => a.place - b.place),
      net: null,
      acknowledgementRequired: false,
      replayed: true,
    };
  }

  #firstUsed(tickets: readonly Ticket[]): string | null {
    const seen = new Set<string>();
    for (const { clOrdId } of tickets) {
      const isLive = this.#state.ledger.get(clOrdId) !== undefined || this.#state.inFlight.has(clOrdId);
      if (isLive || seen.has(clOrdId)) return clOrdId;
      seen.add(clOrdId);
    }
    return null;
  }

  #failed(receipt: Result<JournalReceipt> & { ok: false }): Result<never> {
    if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    return receipt;
  }
}

/** Key of one ticket of a basket; a client's own keys are at most as long as leaves room for it. */
const keyOf = (basket: string, index: number): string => `basket:${basket}:${index}`;

const isAllowed = (placed: readonly Placed[], allOrNone: boolean): boolean =>
  allOrNone
    ? placed.every(({ decision }) => !isDenied(decision.verdict))
    : placed.some(({ decision }) => !isDenied(decision.verdict));

/** The first account of the basket that the actor may not trade, as an error. */
function lackOfAccounts(actor: Actor, tickets: readonly Ticket[]): AppError | null {
  for (const { account } of tickets) {
    const lack = lackOfAccount(actor, account);
    if (lack !== null) return lack;
  }
  return null;
}
