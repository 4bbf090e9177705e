import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { createRankedLosses, rankLosses, type RankedLosses } from '#shared/quant/ranked-losses.ts';
import { createExactSums, exchangeTerms, readSums, type ExactSums } from '#shared/quant/exact-sum.ts';
import { dotProduct } from '#shared/quant/scenario.ts';
import {
  CELL,
  CELLS,
  type BookScenario,
  type BookView,
  type InstrumentView,
  type ScenarioSet,
} from '#shared/controls/views.ts';

/**
 * The scenario P&L of one book, p = sum of w*r, kept by exchanging what changes: a function of what the book holds, bit
 * for bit, and not of how it came to hold it.
 */
export class LiveScenario implements BookScenario {
  readonly set: ScenarioSet;
  readonly #p: Float64Array;
  readonly #sums: ExactSums;
  readonly #ranked: RankedLosses;
  readonly #book: BookView;
  readonly #instruments: readonly InstrumentView[];
  /** p less its mean. */
  readonly #centred: Float64Array;
  #variance = NaN;
  #covariance = NaN;
  /** Whose covariance that is; -1: nobody's. */
  #covarianceOf = -1;
  #stale = true;

  constructor(set: ScenarioSet, book: BookView, instruments: readonly InstrumentView[]) {
    this.set = set;
    this.#p = new Float64Array(set.T);
    this.#sums = createExactSums(set.T);
    this.#centred = new Float64Array(set.T);
    this.#ranked = createRankedLosses(set.T);
    this.#book = book;
    this.#instruments = instruments;
    for (const instrument of instruments) this.#exchange(instrument, 0, this.#net(instrument.id));
  }

  get p(): Float64Array {
    if (this.#stale) this.#refresh();
    return this.#p;
  }

  get variance(): number {
    if (this.#stale) this.#refresh();
    return this.#variance;
  }

  covarianceWith(instrumentId: number): number {
    if (this.#stale) this.#refresh();
    if (this.#covarianceOf !== instrumentId) {
      const { T, returns } = this.set;
      this.#covariance = dotProduct(this.#centred, returns, instrumentId * T, T) / (T - 1);
      this.#covarianceOf = instrumentId;
    }
    return this.#covariance;
  }

  get losses(): Float64Array {
    if (this.#stale) this.#refresh();
    return this.#ranked.losses;
  }

  get order(): Int32Array {
    if (this.#stale) this.#refresh();
    return this.#ranked.order;
  }

  /** Takes in that the book, which shows the change already, holds `net` scaled quantity more of a symbol. */
  add(instrument: InstrumentView, net: number): void {
    const now = this.#net(instrument.id);
    this.#exchange(instrument, now - net, now);
  }

  /** Takes the symbol out, before its mark changes; `putBack` takes it in again. */
  takeOut(instrument: InstrumentView): void {
    this.#exchange(instrument, this.#net(instrument.id), 0);
  }

  putBack(instrument: InstrumentView): void {
    this.#exchange(instrument, 0, this.#net(instrument.id));
  }

  firstMissing(): string {
    const found = this.set.incomplete.find((id) => this.#net(id) !== 0);
    return found === undefined ? '' : this.#symbolOf(found);
  }

  proxied(): readonly string[] {
    return this.set.incomplete.filter((id) => this.#net(id) !== 0).map((id) => this.#symbolOf(id));
  }

  #symbolOf(id: number): string {
    return this.#instruments[id]?.instrument.symbol ?? '';
  }

  #net(id: number): number {
    const { cells } = this.#book;
    const at = id * CELLS;
    const working = (cells[at + CELL.workingBuy] as number) - (cells[at + CELL.workingSell] as number);
    return (cells[at + CELL.quantity] as number) + working;
  }

  #exchange({ id, shareMoney }: InstrumentView, from: number, to: number): void {
    if (Number.isNaN(shareMoney) || from === to) return;
    const { T, returns } = this.set;
    const worth = (net: number): number => (net / QUANTITY_ONE) * shareMoney;
    exchangeTerms(this.#sums, worth(from), worth(to), returns, id * T, T);
    this.#stale = true;
  }

  #refresh(): void {
    const { T } = this.set;
    readSums(this.#sums, this.#p);
    let sum = 0;
    for (let t = 0; t < T; t++) sum += this.#p[t] as number;
    for (let t = 0; t < T; t++) this.#centred[t] = (this.#p[t] as number) - sum / T;
    this.#variance = dotProduct(this.#centred, this.#centred, 0, T) / (T - 1);
    this.#covarianceOf = -1;
    rankLosses(this.#p, this.#ranked);
    this.#stale = false;
  }
}
