import { marginOf, type MarginRates } from '#shared/controls/margin.ts';
import { CELL, CELLS, type SymbolCells } from '#shared/controls/views.ts';

/** The margin of one book at one pair of rates, kept by what changes; summed afresh once a sum was not exact. */
export class MarginSum {
  readonly #rates: MarginRates;
  readonly #cells: Float64Array;
  #sum = NaN;

  constructor(rates: MarginRates, cells: Float64Array) {
    this.#rates = rates;
    this.#cells = cells;
  }

  /** Adds (1) or takes away (-1) what a symbol contributes. */
  count({ longValue, shortValue }: SymbolCells, sign: 1 | -1): void {
    this.#sum += sign * marginOf(longValue, shortValue, this.#rates);
  }

  get value(): number {
    // NaN: never summed. Beyond 2^53 the differences above are no longer exact.
    if (!Number.isSafeInteger(this.#sum)) this.#sum = this.#summed();
    return this.#sum;
  }

  #summed(): number {
    const cells = this.#cells;
    let sum = 0;
    for (let at = 0; at < cells.length; at += CELLS) {
      sum += marginOf(
        cells[at + CELL.longValue] as number,
        cells[at + CELL.shortValue] as number,
        this.#rates,
      );
    }
    return sum;
  }
}
