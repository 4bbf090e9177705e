import type { BarRuling } from '#shared/domain/bar-ruling.ts';
import type { IsoDate } from '#shared/domain/ids.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { BarsRecord } from '../ports/journal.ts';
import { toDateNumber } from './calendar-date.ts';

export interface BarName {
  readonly symbol: string;
  readonly date: string;
}

/**
 * What is decided about suspicious bars. It is of the bar, whatever the rules that it breaks, and lasts until the bar is
 * imported again. The desk is read anew once it is on record, so that nothing is computed from some of a list.
 */
export class BarDesk {
  readonly #deps: DeskDependencies;
  readonly #state: DeskState;

  constructor(deps: DeskDependencies, state: DeskState) {
    this.#deps = deps;
    this.#state = state;
  }

  /**
   * Puts all of the bars into a state, or none, and returns how many were in another; bars that are so already need no
   * record. NOT_FOUND for a bar that nothing is suspicious about; CONFLICT when one was decided on meanwhile.
   */
  async rule(
    state: BarRuling,
    names: readonly BarName[],
    reason: string,
    actor: Actor,
  ): Promise<Result<number>> {
    const bars = new Map<string, BarsRecord['bars'][number]>();
    for (const { symbol, date } of names) {
      const day = toDateNumber(date as IsoDate);
      const before = this.#deps.reader.barState(symbol, day);
      if (before === null) return err(notSuspicious(symbol, date));
      if (before !== state) bars.set(`${symbol} ${date}`, { symbol, date: day, before });
    }
    if (bars.size === 0) return ok(0);
    const receipt = await this.#deps.journal.append({
      kind: 'BARS',
      at: this.#deps.clock.now(),
      actor: actor.user,
      state,
      bars: [...bars.values()],
      reason,
    });
    if (receipt.ok || receipt.error.code === 'COMMIT_UNKNOWN') this.#state.stale = true;
    if (!receipt.ok) return receipt;
    await this.#state.settle();
    return ok(bars.size);
  }
}

const notSuspicious = (symbol: string, date: string) =>
  appError(
    'NOT_FOUND',
    `nothing is suspicious about the bar of ${symbol} on ${date}`,
    `${symbol} ${date}`,
    'See "preflight bars list". Nothing was changed.',
  );
