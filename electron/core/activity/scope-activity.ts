import type { ScopeActivityView } from '#shared/controls/activity-view.ts';
import { MOST_MESSAGES } from '#shared/controls/speed/message-rate.ts';
import { TickRing } from './tick-ring.ts';

/** More than any limit may count, so that a full ring is above all of them. */
export const HELD_MESSAGES = 131_072;
if (HELD_MESSAGES <= MOST_MESSAGES)
  throw new RangeError('a ring must hold more messages than a limit may count');

/** What one scope sent lately: its messages, its day, and how many of its tickets work. */
export class ScopeActivity implements ScopeActivityView {
  working = 0;
  readonly #messages = new TickRing(HELD_MESSAGES);
  /** YYYYMMDD that the day's sums are of. */
  #day = 0;
  #orders = 0;
  #notional = 0;

  messagesAfter(after: number): number {
    return this.#messages.countAfter(after);
  }

  messageTick(place: number): number {
    return this.#messages.newest(place);
  }

  ordersOn(day: number): number {
    return day === this.#day ? this.#orders : 0;
  }

  notionalOn(day: number): number {
    return day === this.#day ? this.#notional : 0;
  }

  addMessage(tick: number): void {
    this.#messages.add(tick);
  }

  removeMessage(tick: number): void {
    this.#messages.remove(tick);
  }

  /** Adds tickets sent on a day, and their notionals in minor units (NaN: not known); a later day starts anew. */
  addOrders(day: number, orders: number, notional: number): void {
    if (day > this.#day) {
      this.#day = day;
      this.#orders = 0;
      this.#notional = 0;
    }
    if (day < this.#day) return;
    this.#orders += orders;
    this.#notional += notional;
  }
}
