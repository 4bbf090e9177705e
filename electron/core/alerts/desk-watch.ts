import { bookDrawdown } from '../loss/book-drawdown.ts';
import type { DeskDependencies, EnginePart } from '../desk/dependencies.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { AlertDesk } from './alert-desk.ts';

const LOOK_EVERY_MS = 1_000;

/** Looks once a second at what nobody tells: the parts of the engine, the book, and the alerts that wait. */
export class DeskWatch {
  readonly #deps: Pick<DeskDependencies, 'timers' | 'partsDown'>;
  readonly #state: DeskState;
  readonly #alerts: AlertDesk;
  #down: readonly EnginePart[] = [];
  #cancel: () => void;

  constructor(deps: Pick<DeskDependencies, 'timers' | 'partsDown'>, state: DeskState, alerts: AlertDesk) {
    this.#deps = deps;
    this.#state = state;
    this.#alerts = alerts;
    this.#cancel = this.#lookLater();
  }

  close(): void {
    this.#cancel();
  }

  #lookLater(): () => void {
    return this.#deps.timers.after(LOOK_EVERY_MS, () => {
      this.#look();
      this.#cancel = this.#lookLater();
    });
  }

  #look(): void {
    const down = this.#deps.partsDown();
    for (const part of down) if (!this.#down.includes(part)) this.#alerts.observe({ topic: 'HEALTH', part });
    this.#down = down;
    this.#alerts.observe({ topic: 'BOOK', drawdown: (scope) => bookDrawdown(this.#state.book, scope) });
    this.#alerts.checkDue();
  }
}
