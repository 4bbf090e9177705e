import { isDenied } from '#shared/domain/decision.ts';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { lackOfAccount } from '../authority/require-capability.ts';
import { sendFactsOf } from '../activity/send-facts.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState, Hold } from '../desk/desk-state.ts';
import type { JournalReceipt, Replaced } from '../ports/journal.ts';
import type { Reservation } from '../reservations/ledger.ts';
import type { Decided, OnDecided, SendAnswer, SendRequest, TicketDesk } from './decide-ticket.ts';
import type { SendKeys } from './send-keys.ts';

export interface ReplaceRequest extends SendRequest {
  /** The working ticket that the request's ticket takes the place of. */
  readonly origClOrdId: string;
}

/**
 * Cancel/replace (FIX 35=G). The order quantity of the replacement is the total, what was filled before included; the
 * decision is about the rest, on the book without what the original has left. Until the record is on disk the larger
 * of the two quantities is held, so that the headroom is nobody else's whatever becomes of it.
 */
export class ReplaceDesk {
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
   * Decides and, when allowed, puts the replacement in the original's place with one record; otherwise the original
   * works on and the denial is recorded. Keys, ClOrdIDs and acknowledgements as of a send. UNKNOWN_ORDER when the
   * original does not work; CONFLICT while it is being changed; INVALID_INPUT for another account, symbol, side,
   * trader or strategy, and for a total that is not above what is filled.
   */
  async replace(request: ReplaceRequest, actor: Actor): Promise<Result<SendAnswer>> {
    const { idempotencyKey, ticket, origClOrdId, acknowledgement } = request;
    const forbidden = lackOfAccount(actor, ticket.account);
    if (forbidden !== null) return err(forbidden);
    const bodyHash = this.#deps.hash(
      JSON.stringify(['REPLACE', origClOrdId, { ...ticket, transactTime: null }, acknowledgement]),
    );
    return this.#keys.once(
      { key: idempotencyKey, bodyHash, clOrdIds: [ticket.clOrdId] },
      (stored) => ({ decision: stored.decision, sent: stored.sent, replayed: true }),
      () => this.#replaceOnce(request, bodyHash, actor),
    );
  }

  async #replaceOnce(request: ReplaceRequest, bodyHash: string, actor: Actor): Promise<Result<SendAnswer>> {
    const { origClOrdId, acknowledgement, idempotencyKey } = request;
    this.#state.refresh();
    const found = this.#state.ledger.idle(origClOrdId);
    if (!found.ok) return found;
    const original = found.value;
    const ticket = inheriting(request.ticket, original.ticket);
    const problem = problemOf(ticket, original);
    if (problem !== null) return err(problem);
    const leaves = ticket.orderQty - original.cumulative;
    const decided = this.#decideWithout(original, { ...ticket, orderQty: Math.max(0, leaves) as Quantity });
    const { decision, tick } = decided;
    const unacknowledged = decision.verdict === 'WARN' && acknowledgement === null;
    const sent = !isDenied(decision.verdict) && !unacknowledged;
    const replaces: Replaced = {
      clOrdId: original.ticket.clOrdId,
      released: original.leaves as Quantity,
      carried: original.cumulative as Quantity,
    };
    const send = unacknowledged ? null : { sent, idempotencyKey, bodyHash, acknowledgement };
    const record = { ...this.#tickets.recordOf({ ...decided, ticket }, actor, send), replaces };
    if (!sent) {
      const receipt = await this.#deps.journal.append(record);
      if (!receipt.ok) return receipt;
    } else {
      const { book } = this.#state;
      const facts = sendFactsOf(decision, tick);
      this.#state.reserveReplacement({ ticket, leaves, replaces: origClOrdId, facts });
      original.isChanging = true;
      const receipt = await this.#deps.journal.append(record);
      original.isChanging = false;
      this.#state.inFlight.delete(ticket.clOrdId);
      if (this.#state.book === book)
        this.#settle(original, { ticket, leaves, replaces: origClOrdId, facts }, receipt);
      else this.#state.stale = true;
      if (!receipt.ok) return receipt;
    }
    this.#onDecided({ decision, sent }, ticket, actor);
    return ok({ decision, sent, replayed: false });
  }

  /** The decision on the book that the original has left; nothing else happens in between. */
  #decideWithout(original: Reservation, ticket: Ticket): Decided {
    const state = this.#state;
    state.setAside(original);
    try {
      return this.#tickets.decide(ticket, { tick: state.timeline.tick() });
    } finally {
      state.putBack(original);
    }
  }

  #settle(original: Reservation, hold: Hold, receipt: Result<JournalReceipt>): void {
    const state = this.#state;
    if (receipt.ok) {
      state.takeOver(original, hold);
      state.applied(receipt.value);
    } else if (receipt.error.code === 'COMMIT_UNKNOWN') state.stale = true;
    else state.takeBackReplacement(original, hold);
  }
}

/** A replacement that names no trader or strategy is its original's. */
const inheriting = (ticket: Ticket, original: Ticket): Ticket => ({
  ...ticket,
  trader: ticket.trader || original.trader,
  strategy: ticket.strategy || original.strategy,
});

const KEPT = ['account', 'symbol', 'side', 'trader', 'strategy'] as const;

function problemOf(ticket: Ticket, { ticket: original, cumulative }: Reservation): AppError | null {
  const isReadable = ticket.defects.length === 0;
  for (const field of KEPT) {
    if (ticket[field] === original[field] || (field === 'side' && !isReadable)) continue;
    const what = `a replacement keeps the ${field} of its original`;
    return appError('INVALID_INPUT', what, `ticket.${field}`, 'Cancel the ticket and send another one.');
  }
  if (!isReadable || ticket.orderQty > cumulative) return null;
  const what = 'the order quantity is the total and must be above what is filled';
  return appError('INVALID_INPUT', what, 'ticket.orderQty', 'Cancel the ticket instead.');
}
