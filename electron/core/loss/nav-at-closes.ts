import type { Money, Price } from '#shared/domain/decimal.ts';
import { unitValueOf, valueOf } from '#shared/domain/valuation.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { ScopeBook } from '../book/scope-book.ts';
import { lastCloseAt } from '../marketdata/price-history.ts';

/** What a book holds now, worth at the closes before a date (YYYYMMDD); null when one of them is not known. */
export function navAtCloses(desk: DeskBook, book: ScopeBook, before: number): Money | null {
  let nav = book.cash;
  for (const { id, instrument, fx } of desk.instruments) {
    const { quantity } = book.symbol(id);
    if (quantity === 0) continue;
    const history = desk.history.of(instrument.symbol);
    const row = lastCloseAt(history, before - 1);
    if (row < 0 || fx === null) return null;
    nav += valueOf(quantity, unitValueOf(history.closes[row] as Price, fx, instrument.multiplier));
  }
  return Number.isSafeInteger(nav) ? (nav as Money) : null;
}
