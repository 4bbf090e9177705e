import type { ExecutionRun } from '#shared/controls/activity-view.ts';
import { MOST_FILLS } from '#shared/controls/speed/repeated-execution.ts';
import { TickRing } from './tick-ring.ts';

/** A power of two above the longest run that a limit may count. */
const HELD_FILLS = 2_048;
if (HELD_FILLS <= MOST_FILLS) throw new RangeError('a run must hold more fills than a limit may count');

/** Fills in a row of one strategy in one symbol and side, and the limits that throttle it. */
export class FillRun implements ExecutionRun {
  /** Handed to the journal and not yet committed. */
  pending = 0;
  readonly #fills = new TickRing(HELD_FILLS);
  readonly #throttledBy = new Set<string>();

  fillsAfter(after: number): number {
    return this.#fills.countAfter(after);
  }

  fillTick(place: number): number {
    return this.#fills.newest(place);
  }

  isThrottled(limitId: string): boolean {
    return this.#throttledBy.has(limitId);
  }

  get throttledBy(): string[] {
    return [...this.#throttledBy];
  }

  add(tick: number): void {
    this.#fills.add(tick);
  }

  /** The row is broken: a fill on the other side. */
  break(): void {
    this.#fills.clear();
  }

  throttle(limitIds: readonly string[]): void {
    for (const limitId of limitIds) this.#throttledBy.add(limitId);
  }

  /** An officer lets it trade again: the row starts anew. */
  enable(): void {
    this.#throttledBy.clear();
    this.#fills.clear();
  }
}
