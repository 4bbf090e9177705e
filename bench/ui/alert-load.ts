import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertDesk } from '#electron/core/alerts/alert-desk.ts';
import type { Actor } from '#electron/core/desk/actor.ts';
import { systemClock } from '#electron/server/system-clock.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { limitUse } from './limit-use.ts';

/** What happens to the alerts: so many times a second, for so long. */
export interface AlertStorm {
  readonly seconds: number;
  /** Open alerts that occur again, any of them. */
  readonly changed: number;
  /** New ones; as many others are resolved, so that there are always as many. */
  readonly added: number;
}

const TICK_MS = 10;
/** Fewer than are pushed in that time, so that none waits to be pushed when all are there. */
const FILLED = 500;
const FILL_MS = 60;
const SETTLE_MS = 60_000;

/** How far below the newest somebody resolves them. */
const RESOLVED_BELOW = 1_000;

/** Alerts about the use of limits in an alert desk that has no others; others are resolved as new ones come. */
export class AlertLoad {
  readonly #alerts: AlertDesk;
  readonly #actor: Actor;
  readonly #random = new SeededRandom(20_260_117);
  /** Alert n + 1 is about place n; those before the gap and those behind it are open. */
  #gapFrom = 0;
  #gapTo = 0;
  #newest = 0;

  constructor(alerts: AlertDesk, actor: Actor) {
    this.#alerts = alerts;
    this.#actor = actor;
  }

  /** Raises so many, and waits until the store has them. */
  async fill(count: number): Promise<void> {
    while (this.#newest < count) {
      for (let n = Math.min(FILLED, count - this.#newest); n > 0; n--) this.#add();
      await sleep(FILL_MS);
    }
    this.#gapFrom = this.#gapTo = Math.max(0, count - RESOLVED_BELOW);
    await this.settle();
  }

  /** How many occurrences there were. */
  async run({ seconds, changed, added }: AlertStorm): Promise<number> {
    const start = performance.now();
    let [again, fresh] = [0, 0];
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - start) / 1_000) {
      for (; again < changed * elapsed; again++) this.#change(this.#anyOpen());
      const due = Math.floor(added * elapsed) - fresh;
      // First, since there may be no more open alerts than there are.
      if (due > 0) await this.#resolve(due);
      for (let n = 0; n < due; n++) this.#add();
      fresh += Math.max(0, due);
      await sleep(TICK_MS);
    }
    await this.settle();
    return again + fresh;
  }

  /** Waits until every change is in the store. Error when it takes a minute. */
  async settle(): Promise<void> {
    const end = performance.now() + SETTLE_MS;
    while (
      this.#alerts.list({ states: [], severities: [], text: '', before: null, limit: 1 }).gauges.unwritten > 0
    ) {
      if (performance.now() > end) throw new Error('the alerts were not written in time');
      await sleep(TICK_MS);
    }
  }

  #anyOpen(): number {
    const nth = this.#random.between(0, this.#newest - 1 - (this.#gapTo - this.#gapFrom));
    return nth < this.#gapFrom ? nth : nth + this.#gapTo - this.#gapFrom;
  }

  #add(): void {
    this.#change(this.#newest++);
  }

  #change(nth: number): void {
    this.#alerts.observe(limitUse(nth, 0.7 + this.#random.fraction() / 2, systemClock.now()));
  }

  async #resolve(count: number): Promise<void> {
    const ids = Array.from({ length: count }, (_, index) => this.#gapTo + index + 1);
    this.#gapTo += count;
    const done = await this.#alerts.act(ids, { step: 'RESOLVE' }, '', this.#actor);
    if (!done.ok) throw new AppErrorException(done.error);
  }
}
