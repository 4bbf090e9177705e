const KEPT = 1_024;

/** The largest of the last 1,024 numbers, none negative. */
export class RecentMost {
  readonly #ring = new Float64Array(KEPT);
  #count = 0;

  add(value: number): void {
    this.#ring[this.#count++ % KEPT] = value;
  }

  /** null before the first. */
  get most(): number | null {
    return this.#count === 0 ? null : Math.max(...this.#ring);
  }
}
