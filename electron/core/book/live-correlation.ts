import { MONEY_ONE } from '#shared/domain/decimal.ts';
import { createExactSums, exchangeTerms, readSums, type ExactSums } from '#shared/quant/exact-sum.ts';
import { dotProduct } from '#shared/quant/scenario.ts';
import { CELL, CELLS, type BookCorrelation, type Correlations } from '#shared/controls/views.ts';

/** The value-weighted sum of one book's standardised returns, kept by exchanging what changes. */
export class LiveCorrelation implements BookCorrelation {
  undefinedCount = 0;
  readonly #correlations: Correlations;
  readonly #cells: Float64Array;
  readonly #sums: ExactSums;
  readonly #weighted: Float64Array;
  #stale = true;
  /** What othersAtLeast said last, and of whom; -1: of nobody. */
  #others = 0;
  #othersOf = -1;
  #othersRho = NaN;

  constructor(correlations: Correlations, cells: Float64Array) {
    this.#correlations = correlations;
    this.#cells = cells;
    this.#sums = createExactSums(correlations.T);
    this.#weighted = new Float64Array(correlations.T);
    for (let id = 0; id * CELLS < cells.length; id++) {
      this.exchange(id, 0, cells[id * CELLS + CELL.absValue] as number);
    }
  }

  /** Takes in that a symbol's worst case is worth `to` instead of `from`, minor units. */
  exchange(id: number, from: number, to: number): void {
    if (from === to) return;
    this.#othersOf = -1;
    if (!this.#correlations.isDefined(id)) {
      this.undefinedCount += Number(to !== 0) - Number(from !== 0);
      return;
    }
    const { standardised, T } = this.#correlations;
    exchangeTerms(this.#sums, from / MONEY_ONE, to / MONEY_ONE, standardised, id * T, T);
    this.#stale = true;
  }

  sumWith(id: number): number {
    if (this.#stale) {
      readSums(this.#sums, this.#weighted);
      this.#stale = false;
    }
    const { standardised, T } = this.#correlations;
    return dotProduct(this.#weighted, standardised, id * T, T);
  }

  othersAtLeast(id: number, rho: number): number {
    if (this.#othersOf === id && this.#othersRho === rho) return this.#others;
    const ids = this.#correlations.atLeast(id, rho);
    const cells = this.#cells;
    let sum = 0;
    for (let i = 0; i < ids.length; i++) {
      const other = ids[i] as number;
      if (other !== id) sum += cells[other * CELLS + CELL.absValue] as number;
    }
    this.#others = sum;
    this.#othersOf = id;
    this.#othersRho = rho;
    return sum;
  }

  firstUndefined(): number {
    for (let id = 0; id * CELLS < this.#cells.length; id++) {
      if (this.#cells[id * CELLS + CELL.absValue] !== 0 && !this.#correlations.isDefined(id)) return id;
    }
    return -1;
  }
}
