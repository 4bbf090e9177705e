import { PRICE_ONE, type Price } from '#shared/domain/decimal.ts';
import type { MarkRow } from '#shared/contract/schemas/book.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { searchInstruments } from '../book/instrument-rows.ts';
import { previousClose } from '../book/position-figures.ts';

const MOST_FOUND = 50;

/** The marks of what the firm holds or works, by symbol; with a text, of the instruments that match it. */
export function markRows(desk: DeskBook, text: string | undefined): MarkRow[] {
  if (text !== undefined && text.trim() !== '') {
    return searchInstruments(desk.instruments, text, MOST_FOUND).flatMap(({ symbol }) => {
      const view = desk.instrument(symbol);
      return view === undefined ? [] : [markRow(desk, view)];
    });
  }
  return desk.instruments
    .filter(({ id }) => {
      const { quantity, workingBuy, workingSell } = desk.firm.symbol(id);
      return quantity !== 0 || workingBuy !== 0 || workingSell !== 0;
    })
    .map((view) => markRow(desk, view))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
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
