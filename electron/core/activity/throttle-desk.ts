import type { Side } from '#shared/domain/ticket.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';

/** A strategy that may not trade in a symbol and side, and the limits that say so. */
export interface Throttled {
  readonly strategy: string;
  readonly symbol: string;
  readonly side: Side;
  readonly limitIds: string[];
}

/** Strategies that executed too often in a row: who they are, and letting one trade again. */
export class ThrottleDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  list(): Throttled[] {
    return this.#state.book.activity.throttled();
  }

  /** Records that an officer lets it trade again, then does. NOT_FOUND when nothing throttles it. */
  async reenable(
    { strategy, symbol, side }: Pick<Throttled, 'strategy' | 'symbol' | 'side'>,
    reason: string,
    actor: Actor,
  ): Promise<Result<Throttled>> {
    const isIt = (one: Throttled): boolean =>
      one.strategy === strategy && one.symbol === symbol && one.side === side;
    const found = this.list().find(isIt);
    if (found === undefined) {
      const what = `strategy '${strategy}' is not throttled in ${symbol} ${side}`;
      return err(appError('NOT_FOUND', what, 'strategy', 'Nothing was changed.'));
    }
    const receipt = await this.#deps.journal.append({
      kind: 'ENABLE',
      at: this.#deps.clock.now(),
      actor: actor.user,
      strategy,
      symbol,
      side,
      reason,
    });
    if (!receipt.ok) {
      if (receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
      return receipt;
    }
    this.#state.book.activity.runOf(strategy, symbol, side).enable();
    this.#state.applied(receipt.value);
    return ok(found);
  }
}
