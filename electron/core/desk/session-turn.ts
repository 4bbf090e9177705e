import type { NavDesk } from '../loss/nav-desk.ts';
import type { Expiry } from '../reservations/expiry.ts';

/** What must be on record before anything is decided in a new session: its opens, and the tickets that ended before it. */
export class SessionTurn {
  readonly #expiry: Expiry;
  readonly #navs: NavDesk;

  constructor(expiry: Expiry, navs: NavDesk) {
    this.#expiry = expiry;
    this.#navs = navs;
  }

  /** Callers wait for `run` only then, so that requests keep their order. */
  isDue(): boolean {
    return this.#navs.isDue() || this.#expiry.isDue();
  }

  async run(): Promise<void> {
    await this.#navs.record();
    if (this.#expiry.isDue()) await this.#expiry.sweep();
  }
}
