import type { NavDesk } from '../loss/nav-desk.ts';
import type { Expiry } from '../reservations/expiry.ts';
import type { DeskState } from './desk-state.ts';

/**
 * What comes before anything is decided: memory as the store has it, and on record the opens of a new session and the
 * tickets that ended before it.
 */
export class SessionTurn {
  readonly #state: DeskState;
  readonly #expiry: Expiry;
  readonly #navs: NavDesk;

  constructor(state: DeskState, expiry: Expiry, navs: NavDesk) {
    this.#state = state;
    this.#expiry = expiry;
    this.#navs = navs;
  }

  /** Callers wait for `run` only then, so that requests keep their order. */
  isDue(): boolean {
    return this.#state.isOld() || this.#navs.isDue() || this.#expiry.isDue();
  }

  async run(): Promise<void> {
    await this.#state.settle();
    await this.#navs.record();
    if (this.#expiry.isDue()) await this.#expiry.sweep();
  }
}
