import { MAX_COUNTED } from '#shared/domain/alert-rule.ts';
import { TickRing } from '../activity/tick-ring.ts';

/** Things counted at a time; the one that was counted first is let go for another. */
const MAX_KEYS = 10_000;
/** A power of two. */
const HELD = 2 ** Math.ceil(Math.log2(MAX_COUNTED));

/** How often things happened lately, each by its key. */
export class OccurrenceCounts {
  readonly #rings = new Map<string, TickRing>();

  /** Counts one more at an instant (ms) and returns how many there were in the `seconds` up to it, at most 1,024. */
  add(key: string, at: number, seconds: number): number {
    const ring = this.#ringOf(key);
    // A clock that was set back counts on from where it was.
    const tick = ring.size === 0 ? at : Math.max(at, ring.newest(0));
    ring.add(tick);
    return ring.countAfter(tick - seconds * 1_000);
  }

  #ringOf(key: string): TickRing {
    const known = this.#rings.get(key);
    if (known !== undefined) return known;
    const [oldest] = this.#rings.keys();
    if (this.#rings.size >= MAX_KEYS && oldest !== undefined) this.#rings.delete(oldest);
    const ring = new TickRing(HELD);
    this.#rings.set(key, ring);
    return ring;
  }
}
