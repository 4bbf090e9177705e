import type { FxRate, Price } from '#shared/domain/decimal.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/reference.ts';
import type { SymbolQuotes } from './symbol-quotes.ts';
import type { UnitValue } from '#shared/domain/valuation.ts';
import type { InstrumentView } from '#shared/controls/views.ts';

/** Numbers an instrument has in the table: eight are one line of the processor's cache. */
const STRIDE = 8;
const PRICE = 0;
const PRICE_AT = 1;
const FX = 2;
const SHARE_MONEY = 3;
const VOLUME_SUM = 4;
const UNIT_MONEY = 5;

/** What a TabledInstrument is made of; NaN in the table stands for null. */
export type InstrumentFacts = Omit<InstrumentView, 'unitMoney' | 'lot' | 'quotes'> & {
  readonly quotes: SymbolQuotes;
};

/** What a new mark or rate changes of an instrument. */
export type Valuation = Pick<InstrumentView, 'price' | 'priceAt' | 'fx' | 'unit' | 'missing' | 'shareMoney'>;

/** Views of all instruments, whose numbers lie side by side: a check of a cold symbol waits for little memory. */
export function tabulateInstruments(facts: readonly InstrumentFacts[]): TabledInstrument[] {
  const table = new Float64Array(facts.length * STRIDE);
  return facts.map((one, row) => {
    const at = row * STRIDE;
    table[at + VOLUME_SUM] = one.volumeSum;
    return new TabledInstrument(one, table, at);
  });
}

export class TabledInstrument implements InstrumentView {
  readonly id: number;
  readonly lot: number;
  readonly groupIds: readonly number[];
  readonly regionIds: readonly number[];
  readonly volumeUnit: number;
  readonly volumeBars: number;
  readonly known: boolean;
  readonly quotes: SymbolQuotes;
  unit: UnitValue | null;
  readonly instrument: Instrument;
  missing: 'price' | 'fx' | null;
  readonly #table: Float64Array;
  readonly #at: number;

  constructor(facts: InstrumentFacts, table: Float64Array, at: number) {
    this.#table = table;
    this.#at = at;
    this.id = facts.id;
    this.lot = facts.instrument.lotSize;
    this.groupIds = facts.groupIds;
    this.regionIds = facts.regionIds;
    this.volumeUnit = facts.volumeUnit;
    this.volumeBars = facts.volumeBars;
    this.known = facts.known;
    this.quotes = facts.quotes;
    this.instrument = facts.instrument;
    this.unit = facts.unit;
    this.missing = facts.missing;
    this.remark(facts);
  }

  /** Takes a new mark or rate; the books that hold the instrument must be told around it. */
  remark({ price, priceAt, fx, unit, missing, shareMoney }: Valuation): void {
    const table = this.#table;
    const at = this.#at;
    table[at + PRICE] = price ?? NaN;
    table[at + PRICE_AT] = priceAt ?? NaN;
    table[at + FX] = fx ?? NaN;
    table[at + SHARE_MONEY] = shareMoney;
    table[at + UNIT_MONEY] = unit?.approximate ?? NaN;
    this.unit = unit;
    this.missing = missing;
  }

  get price(): Price | null {
    return this.#orNull(PRICE) as Price | null;
  }

  get priceAt(): EpochMs | null {
    return this.#orNull(PRICE_AT) as EpochMs | null;
  }

  get fx(): FxRate | null {
    return this.#orNull(FX) as FxRate | null;
  }

  get shareMoney(): number {
    return this.#table[this.#at + SHARE_MONEY] as number;
  }

  get volumeSum(): number {
    return this.#table[this.#at + VOLUME_SUM] as number;
  }

  get unitMoney(): number {
    return this.#table[this.#at + UNIT_MONEY] as number;
  }

  #orNull(place: number): number | null {
    const value = this.#table[this.#at + place] as number;
    return Number.isNaN(value) ? null : value;
  }
}
