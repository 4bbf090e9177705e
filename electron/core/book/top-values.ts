import { CELL, CELLS } from '#shared/controls/views.ts';

/** More than a control may ask for (params.n is at most 64), and one to replace. */
const KEPT = 65;

/** The largest values of a book with one of them replaced; the ranking is made again only after a change. */
export class TopValues {
  readonly #cells: Float64Array;
  /** Instrument ids and their values, largest first. */
  readonly #ids = new Int32Array(KEPT);
  readonly #values = new Float64Array(KEPT);
  #kept = 0;
  #stale = true;

  constructor(cells: Float64Array) {
    this.#cells = cells;
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
    for (let at = 0; at < this.#kept; at++) {
      if (this.#ids[at] === id) continue;
      const next = this.#values[at] as number;
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
    const [ids, values] = [this.#ids, this.#values];
    let kept = 0;
    for (let id = 0; id * CELLS < this.#cells.length; id++) {
      const value = this.#cells[id * CELLS + CELL.absValue] as number;
      if (value === 0 || (kept === KEPT && value <= (values[KEPT - 1] as number))) continue;
      let at = kept === KEPT ? KEPT - 1 : kept++;
      while (at > 0 && (values[at - 1] as number) < value) {
        ids[at] = ids[at - 1] as number;
        values[at] = values[at - 1] as number;
        at--;
      }
      ids[at] = id;
      values[at] = value;
    }
    this.#kept = kept;
    this.#stale = false;
  }
}
