import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { createRankedLosses, rankLosses, type RankedLosses } from '#shared/quant/ranked-losses.ts';
import { addScaled, dotProduct } from '#shared/quant/scenario.ts';
import {
  CELL,
  CELLS,
  type BookScenario,
  type BookView,
  type InstrumentView,
  type ScenarioSet,
} from '#shared/controls/views.ts';

/** Every so many changes the vector is summed afresh, so that roundings cannot pile up. */
const REFRESH_EVERY = 4_096;

/** The scenario P&L of one book, p = sum of w*r, kept by adding what changes. */
export class LiveScenario implements BookScenario {
  readonly set: ScenarioSet;
  readonly p: Float64Array;
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
  #changes = 0;

  constructor(set: ScenarioSet, book: BookView, instruments: readonly InstrumentView[]) {
    this.set = set;
    this.p = new Float64Array(set.T);
    this.#centred = new Float64Array(set.T);
    this.#ranked = createRankedLosses(set.T);
    this.#book = book;
    this.#instruments = instruments;
    this.#sum();
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

  /** Adds `net` scaled quantity of a symbol to the book's P&L. */
  add(instrument: InstrumentView, net: number): void {
    this.#stale = true;
    if (++this.#changes >= REFRESH_EVERY) return this.#sum();
    this.#addTo(instrument, net);
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

  #sum(): void {
    this.p.fill(0);
    this.#changes = 0;
    this.#stale = true;
    for (const instrument of this.#instruments) {
      const net = this.#net(instrument.id);
      if (net !== 0) this.#addTo(instrument, net);
    }
  }

  #addTo({ id, shareMoney }: InstrumentView, net: number): void {
    const { T, returns } = this.set;
    if (Number.isNaN(shareMoney)) return;
    addScaled(this.p, this.p, (net / QUANTITY_ONE) * shareMoney, returns, id * T, T);
  }

  #refresh(): void {
    const { T } = this.set;
    let sum = 0;
    for (let t = 0; t < T; t++) sum += this.p[t] as number;
    for (let t = 0; t < T; t++) this.#centred[t] = (this.p[t] as number) - sum / T;
    this.#variance = dotProduct(this.#centred, this.#centred, 0, T) / (T - 1);
    this.#covarianceOf = -1;
    rankLosses(this.p, this.#ranked);
    this.#stale = false;
  }
}
