import type { NavMarks } from '#shared/domain/nav-marks.ts';
import type { Money } from '#shared/domain/decimal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import {
  CELL,
  CELLS,
  GROUPINGS,
  type BookExposures,
  type BookCorrelation,
  type BookScenario,
  type BookView,
  type ExposureSet,
  type GroupSums,
  type InstrumentView,
  type ScenarioSet,
  type SymbolCells,
} from '#shared/controls/views.ts';
import type { MarginRates } from '#shared/controls/margin.ts';
import { GroupTable } from './group-table.ts';
import { LiveExposures } from './live-exposures.ts';
import { LiveCorrelation } from './live-correlation.ts';
import { LiveScenario } from './live-scenario.ts';
import { MarginSum } from './margin-sum.ts';
import { TopValues } from './top-values.ts';

/** The book of one scope: quantities by instrument id and every sum a control needs, updated change by change. */
export class ScopeBook implements BookView {
  readonly cells: Float64Array;
  version = 0;
  gross = 0;
  netLong = 0;
  netShort = 0;
  symbolCount = 0;
  unmarked = 0;
  unmarkedNet = 0;
  sumSquares = 0n;
  sumSquaresValue = 0;
  nav: Money | null = 0 as Money;
  navAbove0 = NaN;
  marks: NavMarks | null = null;
  /** Account cash of the scope, minor units. */
  #cash = 0;
  #heldValue = 0;
  #heldUnmarked = 0;
  /** undefined: to be found again, since a symbol came into the book or left it. */
  #marksAsOf: EpochMs | null | undefined = null;
  readonly #instruments: readonly InstrumentView[];
  readonly #groups: readonly GroupTable[];
  readonly #regions: GroupTable;
  readonly #scenarios = new Map<ScenarioSet, LiveScenario>();
  /** The one asked for last: a plan mostly uses one set. */
  #scenario: LiveScenario | null = null;
  readonly #exposures = new Map<ExposureSet, LiveExposures>();
  readonly #correlations = new Map<ScenarioSet, LiveCorrelation>();
  readonly #top: TopValues;
  readonly #margins = new Map<string, MarginSum>();

  constructor(instruments: readonly InstrumentView[]) {
    this.#instruments = instruments;
    this.cells = new Float64Array(instruments.length * CELLS);
    this.#groups = GROUPINGS.map(
      (_, place) => new GroupTable(instruments.map(({ groupIds }) => groupIds[place] ?? -1)),
    );
    this.#regions = new GroupTable(instruments.flatMap(({ regionIds }) => regionIds));
    this.#top = new TopValues(this.cells);
  }

  get marksAsOf(): EpochMs | null {
    if (this.#marksAsOf === undefined) {
      this.#marksAsOf = null;
      for (const { id, priceAt } of this.#instruments) {
        if (priceAt === null || (this.#marksAsOf !== null && priceAt >= this.#marksAsOf)) continue;
        if (isHeld(this.symbol(id))) this.#marksAsOf = priceAt;
      }
    }
    return this.#marksAsOf;
  }

  get cash(): number {
    return this.#cash;
  }

  setMarks(marks: NavMarks): void {
    this.marks = marks;
    this.version++;
  }

  /** Adds to the scope's cash, minor units. */
  addCash(cash: number): void {
    this.#cash += cash;
    this.#setNav();
  }

  /** The quantities of one symbol and their values. */
  symbol(id: number): SymbolCells {
    const at = (cell: keyof SymbolCells): number => this.cells[id * CELLS + CELL[cell]] ?? 0;
    return {
      quantity: at('quantity'),
      workingBuy: at('workingBuy'),
      workingSell: at('workingSell'),
      longValue: at('longValue'),
      shortValue: at('shortValue'),
      absValue: at('absValue'),
    };
  }

  /** Adds to filled and working quantity of one symbol (scaled) and brings every sum up to date. */
  change(instrument: InstrumentView, quantity: number, workingBuy: number, workingSell: number): void {
    const before = this.symbol(instrument.id);
    const q = before.quantity + quantity;
    const buys = before.workingBuy + workingBuy;
    const sells = before.workingSell + workingSell;
    this.#count(instrument, before, -1);
    this.#hold(instrument, q, buys, sells);
    if (isHeld(before) !== isHeld(this.symbol(instrument.id))) this.#marksAsOf = undefined;
    const net = quantity + workingBuy - workingSell;
    if (net === 0) return;
    for (const scenario of this.#scenarios.values()) scenario.add(instrument, net);
    for (const exposures of this.#exposures.values()) exposures.add(instrument, net);
  }

  /** Takes a symbol out of every sum, before its mark changes; false, and nothing done, when it is not in the book. */
  takeOut(instrument: InstrumentView): boolean {
    const held = this.symbol(instrument.id);
    if (!isHeld(held)) return false;
    this.#count(instrument, held, -1);
    for (const scenario of this.#scenarios.values()) scenario.takeOut(instrument);
    for (const exposures of this.#exposures.values()) exposures.takeOut(instrument);
    return true;
  }

  /** Takes it in again at its new mark. */
  putBack(instrument: InstrumentView): void {
    const { quantity, workingBuy, workingSell } = this.symbol(instrument.id);
    this.#hold(instrument, quantity, workingBuy, workingSell);
    this.#marksAsOf = undefined;
    for (const scenario of this.#scenarios.values()) scenario.putBack(instrument);
    for (const exposures of this.#exposures.values()) exposures.putBack(instrument);
  }

  /** Writes the quantities of a symbol that is in no sum, with what they are worth, and counts it. */
  #hold(instrument: InstrumentView, q: number, buys: number, sells: number): void {
    const { id, unit } = instrument;
    const longValue = unit === null ? 0 : valueOf(q + buys, unit);
    const shortValue = unit === null ? 0 : valueOf(q - sells, unit);
    const absValue = Math.max(Math.abs(longValue), Math.abs(shortValue));
    const from = this.cells[id * CELLS + CELL.absValue] as number;
    this.cells.set([q, buys, sells, longValue, shortValue, absValue], id * CELLS);
    for (const one of this.#correlations.values()) one.exchange(id, from, absValue);
    const held = { quantity: q, workingBuy: buys, workingSell: sells, longValue, shortValue, absValue };
    this.#count(instrument, held, 1);
    this.sumSquaresValue = Number(this.sumSquares);
    this.#setNav();
    this.#top.changed();
  }

  group(grouping: number, id: number): GroupSums {
    return (this.#groups[grouping] as GroupTable).sums(id);
  }

  region(id: number): GroupSums {
    return this.#regions.sums(id);
  }

  firstUnmarked(): string {
    const found = this.#instruments.find(({ id, unit }) => unit === null && isHeld(this.symbol(id)));
    return found?.instrument.symbol ?? '';
  }

  topSum(count: number, instrumentId: number, value: number): number {
    return this.#top.sumWith(count, instrumentId, value);
  }

  margin(rates: MarginRates): number {
    let sum = this.#margins.get(rates.key);
    if (sum === undefined) this.#margins.set(rates.key, (sum = new MarginSum(rates, this.cells)));
    return sum.value;
  }

  scenario(set: ScenarioSet): BookScenario {
    if (this.#scenario?.set === set) return this.#scenario;
    let scenario = this.#scenarios.get(set);
    if (scenario === undefined) {
      scenario = new LiveScenario(set, this, this.#instruments);
      this.#scenarios.set(set, scenario);
    }
    this.#scenario = scenario;
    return scenario;
  }

  exposures(set: ExposureSet): BookExposures {
    let exposures = this.#exposures.get(set);
    if (exposures === undefined)
      this.#exposures.set(set, (exposures = new LiveExposures(set, this, this.#instruments)));
    return exposures;
  }

  correlation(set: ScenarioSet): BookCorrelation {
    let correlation = this.#correlations.get(set);
    if (correlation === undefined) {
      correlation = new LiveCorrelation(set.correlations, this.cells);
      this.#correlations.set(set, correlation);
    }
    return correlation;
  }

  symbolOf(id: number): string {
    return this.#instruments[id]?.instrument.symbol ?? '';
  }

  /** What every change ends with. */
  #setNav(): void {
    this.version++;
    const nav = this.#cash + this.#heldValue;
    this.nav = this.#heldUnmarked > 0 || !Number.isSafeInteger(nav) ? null : (nav as Money);
    this.navAbove0 = this.nav !== null && this.nav > 0 ? this.nav : NaN;
  }

  /** Adds (1) or takes away (-1) what the symbol contributes to the sums. */
  #count({ unit, groupIds, regionIds }: InstrumentView, symbol: SymbolCells, sign: 1 | -1): void {
    if (!isHeld(symbol)) return;
    const { quantity: q, absValue, longValue, shortValue } = symbol;
    const wcLong = q + symbol.workingBuy;
    const wcShort = q - symbol.workingSell;
    if (wcLong !== 0 || wcShort !== 0) this.symbolCount += sign;
    if (unit === null) {
      this.unmarked += sign;
      if (q !== 0) this.#heldUnmarked += sign;
      if (wcLong + wcShort - q !== 0) this.unmarkedNet += sign;
    } else {
      this.gross += sign * absValue;
      this.netLong += sign * longValue;
      this.netShort += sign * shortValue;
      this.#heldValue += sign * valueOf(q, unit);
      this.sumSquares += BigInt(sign) * BigInt(absValue) * BigInt(absValue);
    }
    for (const margin of this.#margins.values()) margin.count(symbol, sign);
    const unmarked = unit === null ? sign : 0;
    const gross = sign * absValue;
    for (let i = 0; i < groupIds.length; i++) {
      const group = groupIds[i] as number;
      (this.#groups[i] as GroupTable).add(group, gross, sign * longValue, sign * shortValue, unmarked);
    }
    for (const region of regionIds)
      this.#regions.add(region, gross, sign * longValue, sign * shortValue, unmarked);
  }
}

const isHeld = ({ quantity, workingBuy, workingSell }: SymbolCells): boolean =>
  quantity !== 0 || workingBuy !== 0 || workingSell !== 0;
