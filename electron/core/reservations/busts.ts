import type { TicketState } from '#shared/domain/ticket.ts';
import type { Quantity } from '#shared/domain/decimal.ts';
import type { ExecId } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import { beingChanged, isBusy } from './ledger.ts';

const ENDED: readonly TicketState[] = ['CANCELLED', 'EXPIRED'];

/** The tickets that a bust changed: the one that was filled, and the one that holds the quantity now. */
export interface BustAnswer {
  readonly filled: string;
  readonly holder: string;
}

/**
 * Fills that the venue takes back (FIX 150=H). What the fill moved is moved back; its quantity is left to trade again,
 * also of a ticket that was filled, unless the ticket is cancelled or expired. A ticket that was replaced works on as
 * its replacement.
 */
export class Busts {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;
  readonly #inFlight = new Set<string>();

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** NOT_FOUND for an execution nobody recorded; CONFLICT for one that was busted, or whose ticket is being changed. */
  async bust(execId: string, reason: string, actor: Actor): Promise<Result<BustAnswer>> {
    const state = this.#state;
    state.refresh();
    const execution = this.#deps.reader.execution(execId);
    if (execution === null) return err(appError('NOT_FOUND', `no execution '${execId}'`, 'execId'));
    if (execution.isBusted || this.#inFlight.has(execId)) {
      return err(appError('CONFLICT', `'${execId}' was busted before`, 'execId', 'Nothing is left to do.'));
    }
    const { ticket, state: holderState } = execution.holder;
    const live = state.ledger.get(ticket.clOrdId);
    if (live !== undefined && isBusy(live)) return err(beingChanged(ticket.clOrdId));
    const returned = ENDED.includes(holderState) ? 0 : execution.lastQty;
    this.#inFlight.add(execId);
    if (live !== undefined) live.isChanging = true;
    const receipt = await this.#deps.journal.append({
      kind: 'BUST',
      at: this.#deps.clock.now(),
      actor: actor.user,
      execId: execId as ExecId,
      workingAs: ticket.clOrdId,
      returned: returned as Quantity,
      reason,
    });
    this.#inFlight.delete(execId);
    if (live !== undefined) live.isChanging = false;
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') state.stale = true;
      return receipt;
    }
    // Seldom, and it reaches into the activity of the day: the desk is read anew.
    state.stale = true;
    await state.settle();
    return ok({ filled: execution.clOrdId, holder: ticket.clOrdId });
  }
}
