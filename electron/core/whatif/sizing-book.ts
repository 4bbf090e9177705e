import { QUANTITY_ONE, MONEY_ONE } from '#shared/domain/decimal.ts';
import { computeBookRisk } from '#shared/quant/sizing/book-risk.ts';
import {
  CELL,
  CELLS,
  returnStatistic,
  type BookScenario,
  type BookView,
  type InstrumentView,
  type ScenarioSet,
} from '#shared/controls/views.ts';
import type { BookFigures } from '#shared/contract/procedures/whatif.ts';

/** What a number lacks. */
export interface Lack {
  readonly input: string;
  readonly detail: string;
}

/** Money added to a symbol, signed. */
export interface Added {
  readonly view: InstrumentView;
  readonly delta: number;
}

/** An account's book as a what-if reads it: w of each symbol with every working order filled, base currency. */
export class SizingBook {
  readonly nav: number;
  readonly gross: number;
  readonly before: BookFigures;
  /** Why there are no risk figures; null: there are. */
  readonly riskLack: Lack | null;
  readonly scenario: BookScenario | null;
  readonly #set: ScenarioSet | null;
  readonly #view: BookView;
  readonly #confidence: number;
  readonly #net: number;
  readonly #squares: number;
  readonly #after: Float64Array;

  constructor(
    view: BookView,
    instruments: readonly InstrumentView[],
    set: ScenarioSet | null,
    { confidence, index }: { readonly confidence: number; readonly index: string },
  ) {
    this.#view = view;
    this.#set = set;
    this.#confidence = confidence;
    const sums = sumsOf(view, instruments);
    this.gross = sums.gross;
    this.#net = sums.net;
    this.#squares = sums.squares;
    this.nav = view.nav === null || view.nav <= 0 ? NaN : view.nav / MONEY_ONE;
    this.riskLack = lackOf(view, set, index);
    this.scenario = this.riskLack === null && set !== null ? view.scenario(set) : null;
    this.#after = new Float64Array(set?.T ?? 0);
    this.before = this.#figures(this.gross, this.#net, this.#squares, this.scenario?.p);
  }

  /** Held of a symbol, shares, signed. */
  held({ id }: InstrumentView): number {
    return netOf(this.#view, id) / QUANTITY_ONE;
  }

  /** Why the returns of a symbol cannot be used; null: they can. */
  returnsLack({ id, instrument }: InstrumentView): Lack | null {
    if (this.riskLack !== null) return this.riskLack;
    const refuses = this.#set?.policy === 'refuse' && returnStatistic(this.#set, id, 'missing') > 0;
    return refuses ? { input: 'returns', detail: instrument.symbol } : null;
  }

  /** The scenario P&L with orders added; a buffer that the next call fills again. Null without risk figures. */
  pnlWith(orders: readonly Added[]): Float64Array | null {
    const { scenario } = this;
    if (scenario === null || !orders.every((order) => this.#isKnown(order))) return null;
    const { T, returns } = scenario.set;
    this.#after.set(scenario.p);
    for (const { view, delta } of orders)
      for (let t = 0, at = view.id * T; t < T; t++, at++)
        this.#after[t] = (this.#after[t] as number) + delta * (returns[at] as number);
    return this.#after;
  }

  #isKnown({ view, delta }: Added): boolean {
    return !Number.isNaN(delta) && this.returnsLack(view) === null;
  }

  /** The figures of the book with one order added to each of the symbols at most. */
  figuresWith(orders: readonly Added[]): BookFigures {
    let { gross } = this;
    let net = this.#net;
    let squares = this.#squares;
    for (const { view, delta } of orders) {
      const was = this.held(view) * view.shareMoney;
      gross += Math.abs(was + delta) - Math.abs(was);
      net += delta;
      squares += (was + delta) ** 2 - was ** 2;
    }
    return this.#figures(gross, net, squares, this.pnlWith(orders) ?? undefined);
  }

  #figures(gross: number, net: number, squares: number, pnl: Float64Array | undefined): BookFigures {
    const risk = pnl === undefined ? null : computeBookRisk(pnl, this.#confidence);
    return {
      gross: finite(gross),
      net: finite(net),
      hhi: gross > 0 ? finite(squares / gross ** 2) : null,
      sigma: risk?.sigma ?? null,
      var: risk?.var ?? null,
      es: risk?.es ?? null,
    };
  }
}

/** The number, null in place of one that is not finite. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function netOf({ cells }: BookView, id: number): number {
  const at = id * CELLS;
  const working = (cells[at + CELL.workingBuy] as number) - (cells[at + CELL.workingSell] as number);
  return (cells[at + CELL.quantity] as number) + working;
}

/** NaN where a symbol in the book has no mark. */
function sumsOf(
  book: BookView,
  instruments: readonly InstrumentView[],
): { gross: number; net: number; squares: number } {
  let gross = 0;
  let net = 0;
  let squares = 0;
  for (const { id, shareMoney } of instruments) {
    const quantity = netOf(book, id);
    if (quantity === 0) continue;
    const value = (quantity / QUANTITY_ONE) * shareMoney;
    gross += Math.abs(value);
    net += value;
    squares += value * value;
  }
  return { gross, net, squares };
}

function lackOf(book: BookView, set: ScenarioSet | null, index: string): Lack | null {
  if (book.unmarkedNet > 0) return { input: 'mark', detail: book.firstUnmarked() };
  if (set === null || set.T < set.window) return { input: 'history', detail: index };
  if (!set.indexComplete) return { input: 'returns', detail: index };
  const missing = set.policy === 'refuse' ? book.scenario(set).firstMissing() : '';
  return missing === '' ? null : { input: 'returns', detail: missing };
}
