import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { createExactSums, exchangeTerms, sumExchanged, type ExactSums } from '#shared/quant/exact-sum.ts';
import {
  CELL,
  CELLS,
  type BookExposures,
  type BookView,
  type ExposureSet,
  type InstrumentView,
} from '#shared/controls/views.ts';

/** The sums of one book over one exposure set, kept by exchanging what changes. */
export class LiveExposures implements BookExposures {
  readonly set: ExposureSet;
  readonly #sums: ExactSums;
  /** Symbols with w not zero and no number, by line. */
  readonly #unknown: Int32Array;
  readonly #book: BookView;
  readonly #instruments: readonly InstrumentView[];
  readonly #hasUnknown: boolean;
  /** The line with the largest sum of what the book holds; -1: to be found again. */
  #largest = -1;

  constructor(set: ExposureSet, book: BookView, instruments: readonly InstrumentView[]) {
    this.set = set;
    this.#sums = createExactSums(set.lines.length);
    this.#unknown = new Int32Array(set.lines.length);
    this.#book = book;
    this.#instruments = instruments;
    this.#hasUnknown = set.unknown.includes(1);
    for (const instrument of instruments) this.#exchange(instrument, 0, this.#net(instrument.id));
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

  sumWith(line: number, instrument: InstrumentView, net: number): number {
    const held = this.#net(instrument.id);
    return sumExchanged(
      this.#sums,
      line,
      this.#term(line, instrument, held),
      this.#term(line, instrument, net),
    );
  }

  largestWith(instrument: InstrumentView, net: number): number {
    if (this.#hasUnknown && this.#lacksNumber(instrument.id)) return -1;
    const held = this.#net(instrument.id);
    if (held !== net) return this.#findLargest(instrument, held, net);
    if (this.#largest < 0) this.#largest = this.#findLargest(instrument, held, net);
    return this.#largest;
  }

  #lacksNumber(id: number): boolean {
    const { lines, unknown } = this.set;
    for (let line = 0; line < lines.length; line++)
      if (this.#unknown[line] !== 0 || unknown[id * lines.length + line] !== 0) return true;
    return false;
  }

  #findLargest({ id, shareMoney }: InstrumentView, held: number, net: number): number {
    const { lines, ofLongs, ofShorts } = this.set;
    const sums = this.#sums;
    const heldOf = held > 0 ? ofLongs : ofShorts;
    const netOf = net > 0 ? ofLongs : ofShorts;
    const heldWorth = held === 0 ? 0 : (held / QUANTITY_ONE) * shareMoney;
    const netWorth = net === 0 ? 0 : (net / QUANTITY_ONE) * shareMoney;
    let largest = 0;
    let most = -Infinity;
    for (let line = 0, at = id * lines.length; line < lines.length; line++, at++) {
      const sum = sumExchanged(
        sums,
        line,
        heldWorth * (heldOf[at] as number),
        netWorth * (netOf[at] as number),
      );
      if (sum > most) {
        most = sum;
        largest = line;
      }
    }
    return largest;
  }

  unknown(line: number): number {
    return this.#unknown[line] ?? 0;
  }

  firstUnknown(line: number): string {
    const { lines, unknown } = this.set;
    const isUnknown = ({ id }: InstrumentView) => unknown[id * lines.length + line] !== 0;
    const found = this.#instruments.find((one) => isUnknown(one) && this.#net(one.id) !== 0);
    return found?.instrument.symbol ?? '';
  }

  namesOf(ids: readonly number[]): string[] {
    return ids
      .filter((id) => this.#net(id) !== 0)
      .map((id) => this.#instruments[id]?.instrument.symbol ?? '');
  }

  #net(id: number): number {
    const { cells } = this.#book;
    const at = id * CELLS;
    const working = (cells[at + CELL.workingBuy] as number) - (cells[at + CELL.workingSell] as number);
    return (cells[at + CELL.quantity] as number) + working;
  }

  #term(line: number, { id, shareMoney }: InstrumentView, net: number): number {
    const { lines, ofLongs, ofShorts } = this.set;
    if (net === 0) return 0;
    const perMoney = (net > 0 ? ofLongs : ofShorts)[id * lines.length + line] as number;
    return (net / QUANTITY_ONE) * shareMoney * perMoney;
  }

  #exchange(instrument: InstrumentView, from: number, to: number): void {
    if (from === to) return;
    this.#largest = -1;
    const { lines, ofLongs, ofShorts, unknown } = this.set;
    const { id, shareMoney } = instrument;
    const at = id * lines.length;
    const came = (to === 0 ? 0 : 1) - (from === 0 ? 0 : 1);
    if (came !== 0)
      for (let line = 0; line < lines.length; line++)
        this.#unknown[line] = this.unknown(line) + came * (unknown[at + line] as number);
    if (Number.isNaN(shareMoney)) return;
    const worth = (net: number): number => (net / QUANTITY_ONE) * shareMoney;
    const table = (net: number): Float64Array => (net > 0 ? ofLongs : ofShorts);
    exchangeTerms(this.#sums, worth(from), 0, table(from), at, lines.length);
    exchangeTerms(this.#sums, 0, worth(to), table(to), at, lines.length);
  }
}
