/** More than a control may ask for (params.n is at most 64), and one to replace. */
const KEPT = 65;

/** The largest values of a book with one of them replaced; the ranking is made again only after a change. */
export class TopValues {
  readonly #values: Float64Array;
  readonly #top: number[] = [];
  #stale = true;

  constructor(values: Float64Array) {
    this.#values = values;
  }

  changed(): void {
    this.#stale = true;
  }

  /** Sum of the `count` largest with the one of `id` replaced by `value`; count <= 64. */
  sumWith(count: number, id: number, value: number): number {
    if (this.#stale) this.#rank();
    let sum = 0;
    let taken = 0;
    let used = false;
    for (const other of this.#top) {
      if (other === id) continue;
      const next = this.#values[other] as number;
      if (!used && value >= next) {
        used = true;
        sum += value;
        if (++taken === count) return sum;
      }
      sum += next;
      if (++taken === count) return sum;
    }
    return used ? sum : sum + value;
  }

  /** Insertion into a short sorted list: one pass over the values. */
  #rank(): void {
    const top = this.#top;
    top.length = 0;
    for (let id = 0; id < this.#values.length; id++) {
      const value = this.#values[id] as number;
      if (value === 0) continue;
      if (top.length === KEPT && value <= (this.#values[top[KEPT - 1] as number] as number)) continue;
      let at = top.length === KEPT ? KEPT - 1 : top.length;
      while (at > 0 && (this.#values[top[at - 1] as number] as number) < value) {
        top[at] = top[at - 1] as number;
        at--;
      }
      top[at] = id;
    }
    this.#stale = false;
  }
}
