import { PRICE_ONE, type Price } from '#shared/domain/decimal.ts';
import type { MarkRow } from '#shared/contract/schemas/book.ts';
import { CELL, CELLS, type InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { searchInstruments } from '../book/instrument-rows.ts';
import { previousClose } from '../book/position-figures.ts';

const MOST_FOUND = 50;
const MOST_SHOWN = 500;

/**
 * The marks of what the firm holds or works, by symbol, the first 500; with a text, of the first 50 instruments that match
 * it. `total` is how many are held or worked, or were found.
 */
export function markRows(desk: DeskBook, text: string | undefined): { marks: MarkRow[]; total: number } {
  if (text !== undefined && text.trim() !== '') {
    const marks = searchInstruments(desk.instruments, text, MOST_FOUND).flatMap(({ symbol }) => {
      const view = desk.instrument(symbol);
      return view === undefined ? [] : [markRow(desk, view)];
    });
    return { marks, total: marks.length };
  }
  const { cells } = desk.firm;
  const held = desk.instruments.filter(({ id }) =>
    [CELL.quantity, CELL.workingBuy, CELL.workingSell].some((cell) => cells[id * CELLS + cell] !== 0),
  );
  const first = held
    .toSorted((a, b) => (a.instrument.symbol < b.instrument.symbol ? -1 : 1))
    .slice(0, MOST_SHOWN);
  return { marks: first.map((view) => markRow(desk, view)), total: held.length };
}

export function markRow(desk: DeskBook, view: InstrumentView): MarkRow {
  const { instrument, price: scaled, priceAt, quotes } = view;
  const price = inUnits(scaled);
  const previous = previousClose(desk, view);
  const quote = desk.newestQuoteOf(instrument.symbol) === priceAt ? 'QUOTE' : 'CLOSE';
  return {
    symbol: instrument.symbol,
    name: instrument.name,
    currency: instrument.currency,
    price,
    at: priceAt,
    from: priceAt === null ? null : quote,
    bid: inUnits(quotes.lastTwoSided?.bid ?? null),
    ask: inUnits(quotes.lastTwoSided?.ask ?? null),
    previousClose: previous,
    change: price === null || previous === null ? null : price / previous - 1,
  };
}

const inUnits = (price: Price | null): number | null => (price === null ? null : price / PRICE_ONE);
