const SMALLEST = 64;

/**
 * The newest ticks of something that happens, oldest let go first: at most `most` are held, a power of two. Ticks come in
 * order. Counting is a binary search; only adding makes room, and that doubles.
 */
export class TickRing {
  readonly #most: number;
  #ticks = new Float64Array(SMALLEST);
  /** Ticks ever added less those taken back: the newest lies before it. */
  #end = 0;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  add(tick: number): void {
    if (this.#size === this.#ticks.length && this.#size < this.#most) this.#grow();
    this.#ticks[this.#end % this.#ticks.length] = tick;
    this.#end++;
    this.#size = Math.min(this.#size + 1, this.#ticks.length);
  }

  /** The `place`-th newest, 0 the newest; NaN where none is held. */
  newest(place: number): number {
    return place >= 0 && place < this.#size ? this.#at(this.#end - 1 - place) : NaN;
  }

  /** How many are above `after`: at least the number held when older ones were let go. */
  countAfter(after: number): number {
    let lo = 0;
    let hi = this.#size;
    while (lo < hi) {
      const middle = (lo + hi) >>> 1;
      if (this.#at(this.#end - 1 - middle) > after) lo = middle + 1;
      else hi = middle;
    }
    return lo;
  }

  /** Takes back the newest one of that tick, which did not happen after all; nothing when it is no longer held. */
  remove(tick: number): void {
    let place = 0;
    while (place < this.#size && this.#at(this.#end - 1 - place) > tick) place++;
    if (this.newest(place) !== tick) return;
    for (; place > 0; place--) this.#set(this.#end - 1 - place, this.#at(this.#end - place));
    this.#end--;
    this.#size--;
  }

  clear(): void {
    this.#size = 0;
  }

  #at(position: number): number {
    return this.#ticks[position % this.#ticks.length] as number;
  }

  #set(position: number, tick: number): void {
    this.#ticks[position % this.#ticks.length] = tick;
  }

  #grow(): void {
    const { length } = this.#ticks;
    const ticks = new Float64Array(Math.min(this.#most, length * 2));
    const from = this.#end - this.#size;
    for (let i = 0; i < this.#size; i++) ticks[i] = this.#at(from + i);
    this.#ticks = ticks;
    this.#end = this.#size;
  }
}
