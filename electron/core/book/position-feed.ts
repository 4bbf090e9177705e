import { MONEY_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { valueOf } from '#shared/domain/valuation.ts';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import type { BookRow } from '#shared/contract/schemas/book.ts';
import type { InstrumentView } from '#shared/controls/views.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { DeskBook } from './desk-book.ts';
import type { PositionChange } from './position-changes.ts';

/**
 * Positions and working quantity as they change: an answer has those that changed since the one before, so that what a
 * fill costs does not grow with the book. A desk that is read again is another book, and is answered from its beginning.
 */
export class PositionFeed {
  readonly #reader: Pick<DeskReader, 'averagePrice'>;
  readonly #newId: () => string;
  #book: { readonly desk: DeskBook; readonly id: string } | null = null;

  constructor(reader: Pick<DeskReader, 'averagePrice'>, newId: () => string) {
    this.#reader = reader;
    this.#newId = newId;
  }

  read(desk: DeskBook, { account, symbol, since, limit }: InputOf<'book.rows'>): OutputOf<'book.rows'> {
    if (this.#book?.desk !== desk) this.#book = { desk, id: this.#newId() };
    const { id } = this.#book;
    const anew = since?.book !== id;
    const after = anew ? 0 : since.change;
    const changed = desk.positionChanges.after(
      after,
      account === undefined ? desk.accounts.keys() : [account],
    );
    const wanted = symbol === undefined ? null : (desk.instrument(symbol)?.id ?? -1);
    const matching = wanted === null ? changed : changed.filter((one) => one.id === wanted);
    const page = matching.slice(0, limit);
    const more = page.length < matching.length;
    const rows: BookRow[] = [];
    const gone: { account: string; symbol: string }[] = [];
    for (const one of page) {
      const instrument = desk.instruments[one.id] as InstrumentView;
      const row = this.#rowOf(desk, one, instrument);
      if (row !== null) rows.push(row);
      else if (!anew) gone.push({ account: one.account, symbol: instrument.instrument.symbol });
    }
    const change = more ? (page.at(-1)?.change ?? after) : desk.positionChanges.last;
    return { anew, rows, gone, next: { book: id, change }, more };
  }

  /** null: nothing is held and nothing works. */
  #rowOf(
    desk: DeskBook,
    { account, id }: PositionChange,
    { instrument, price, priceAt, unit }: InstrumentView,
  ): BookRow | null {
    const { quantity: q, workingBuy, workingSell } = desk.book('ACCOUNT', account).symbol(id);
    if (q === 0 && workingBuy === 0 && workingSell === 0) return null;
    const { symbol, name, sector } = instrument;
    const value = unit === null ? null : valueOf(q, unit) / MONEY_ONE;
    const average = desk.averagePrices.of(account, symbol, () => this.#reader.averagePrice(account, symbol));
    return {
      ...{ account, symbol, name, sector },
      quantity: q / QUANTITY_ONE,
      workingBuy: workingBuy / QUANTITY_ONE,
      workingSell: workingSell / QUANTITY_ONE,
      price: price === null ? null : price / PRICE_ONE,
      priceAsOf: priceAt,
      value,
      avgPrice: average === null ? null : average / PRICE_ONE,
      unrealisedPnl:
        value === null || average === null || price === null ? null : value * (1 - average / price),
    };
  }
}
