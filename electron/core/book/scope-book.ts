import type { Money } from '#shared/domain/decimal.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type {
  BookScenario,
  BookView,
  GroupSums,
  InstrumentView,
  ScenarioSet,
} from '#shared/controls/views.ts';
import { LiveScenario } from './live-scenario.ts';
import { TopValues } from './top-values.ts';

/** The book of one scope: quantities by instrument id and every sum a control needs, updated change by change. */
export class ScopeBook implements BookView {
  readonly quantity: Float64Array;
  readonly workingBuy: Float64Array;
  readonly workingSell: Float64Array;
  readonly longValue: Float64Array;
  readonly shortValue: Float64Array;
  readonly absValue: Float64Array;
  gross = 0;
  netLong = 0;
  netShort = 0;
  symbolCount = 0;
  unmarked = 0;
  unmarkedNet = 0;
  sumSquares = 0n;
  sumSquaresValue = 0;
  /** Account cash of the scope, minor units. */
  cash = 0;
  #heldValue = 0;
  #heldUnmarked = 0;
  readonly #instruments: readonly InstrumentView[];
  readonly #sectors = new Map<number, GroupSums>();
  readonly #issuers = new Map<number, GroupSums>();
  readonly #scenarios = new Map<ScenarioSet, LiveScenario>();
  readonly #top: TopValues;

  constructor(instruments: readonly InstrumentView[]) {
    const size = instruments.length;
    this.#instruments = instruments;
    this.quantity = new Float64Array(size);
    this.workingBuy = new Float64Array(size);
    this.workingSell = new Float64Array(size);
    this.longValue = new Float64Array(size);
    this.shortValue = new Float64Array(size);
    this.absValue = new Float64Array(size);
    this.#top = new TopValues(this.absValue);
  }

  get nav(): Money | null {
    const nav = this.cash + this.#heldValue;
    return this.#heldUnmarked > 0 || !Number.isSafeInteger(nav) ? null : (nav as Money);
  }

  /** Adds to filled and working quantity of one symbol (scaled) and brings every sum up to date. */
  change(instrument: InstrumentView, quantity: number, workingBuy: number, workingSell: number): void {
    const { id, unit } = instrument;
    this.#addSymbol(instrument, -1);
    this.quantity[id] = this.#at(this.quantity, id) + quantity;
    this.workingBuy[id] = this.#at(this.workingBuy, id) + workingBuy;
    this.workingSell[id] = this.#at(this.workingSell, id) + workingSell;
    if (unit !== null) {
      const q = this.#at(this.quantity, id);
      this.longValue[id] = valueOf(q + this.#at(this.workingBuy, id), unit);
      this.shortValue[id] = valueOf(q - this.#at(this.workingSell, id), unit);
      this.absValue[id] = Math.max(
        Math.abs(this.#at(this.longValue, id)),
        Math.abs(this.#at(this.shortValue, id)),
      );
    }
    this.#addSymbol(instrument, 1);
    this.sumSquaresValue = Number(this.sumSquares);
    this.#top.changed();
    const net = quantity + workingBuy - workingSell;
    if (net !== 0) for (const scenario of this.#scenarios.values()) scenario.add(instrument, net);
  }

  sector(sectorId: number): GroupSums {
    return this.#sectors.get(sectorId) ?? NO_SUMS;
  }

  issuer(issuerId: number): GroupSums {
    return this.#issuers.get(issuerId) ?? NO_SUMS;
  }

  firstUnmarked(): string {
    const found = this.#instruments.find(({ id, unit }) => unit === null && this.#isInBook(id));
    return found?.instrument.symbol ?? '';
  }

  topSum(count: number, instrumentId: number, value: number): number {
    return this.#top.sumWith(count, instrumentId, value);
  }

  scenario(set: ScenarioSet): BookScenario {
    let scenario = this.#scenarios.get(set);
    if (scenario === undefined) {
      scenario = new LiveScenario(set, this, this.#instruments);
      this.#scenarios.set(set, scenario);
    }
    return scenario;
  }

  #isInBook(id: number): boolean {
    return this.quantity[id] !== 0 || this.workingBuy[id] !== 0 || this.workingSell[id] !== 0;
  }

  /** Adds (1) or takes away (-1) what the symbol contributes to the sums. */
  #addSymbol(instrument: InstrumentView, sign: 1 | -1): void {
    const { id, unit } = instrument;
    if (!this.#isInBook(id)) return;
    const q = this.#at(this.quantity, id);
    const wcLong = q + this.#at(this.workingBuy, id);
    const wcShort = q - this.#at(this.workingSell, id);
    if (wcLong !== 0 || wcShort !== 0) this.symbolCount += sign;
    if (unit === null) {
      this.unmarked += sign;
      if (q !== 0) this.#heldUnmarked += sign;
      if (wcLong + wcShort - q !== 0) this.unmarkedNet += sign;
    } else {
      this.gross += sign * this.#at(this.absValue, id);
      this.netLong += sign * this.#at(this.longValue, id);
      this.netShort += sign * this.#at(this.shortValue, id);
      this.#heldValue += sign * valueOf(q, unit);
      const value = BigInt(this.#at(this.absValue, id));
      this.sumSquares += BigInt(sign) * value * value;
    }
    this.#addToGroup(this.#sectors, instrument.sectorId, id, unit === null, sign);
    this.#addToGroup(this.#issuers, instrument.issuerId, id, unit === null, sign);
  }

  #addToGroup(
    groups: Map<number, GroupSums>,
    group: number,
    id: number,
    unmarked: boolean,
    sign: 1 | -1,
  ): void {
    if (group < 0) return;
    let sums = groups.get(group);
    if (sums === undefined) groups.set(group, (sums = { gross: 0, netLong: 0, netShort: 0, unmarked: 0 }));
    sums.gross += sign * this.#at(this.absValue, id);
    sums.netLong += sign * this.#at(this.longValue, id);
    sums.netShort += sign * this.#at(this.shortValue, id);
    if (unmarked) sums.unmarked += sign;
  }

  #at(values: Float64Array, id: number): number {
    return values[id] as number;
  }
}

const NO_SUMS: GroupSums = Object.freeze({ gross: 0, netLong: 0, netShort: 0, unmarked: 0 });
