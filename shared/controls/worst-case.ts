import { valueOf } from '#shared/domain/valuation.ts';
import type { Check } from './check.ts';
import type { BookView } from './views.ts';

/** The ticket's own side's worst case in a book, signed: q+WB+n for a BUY, q-WS-n for a SELL. */
export function ownSideWorstCase(check: Check, book: BookView, instrumentId: number, n: number): number {
  const q = book.quantity[instrumentId] as number;
  return check.direction > 0
    ? q + (book.workingBuy[instrumentId] as number) + n
    : q - (book.workingSell[instrumentId] as number) - n;
}

/** Value of q+WB after the ticket, signed minor units; the stored one when the ticket is on the other side. */
export function longValueAfter(check: Check, book: BookView, instrumentId: number, n: number): number {
  const unit = check.instrument?.unit;
  if (check.direction < 0 || n === 0 || unit == null) return book.longValue[instrumentId] as number;
  return valueOf(ownSideWorstCase(check, book, instrumentId, n), unit);
}

/** Value of q-WS after the ticket, signed minor units. */
export function shortValueAfter(check: Check, book: BookView, instrumentId: number, n: number): number {
  const unit = check.instrument?.unit;
  if (check.direction > 0 || n === 0 || unit == null) return book.shortValue[instrumentId] as number;
  return valueOf(ownSideWorstCase(check, book, instrumentId, n), unit);
}

/** Value of max(|wcLong|, |wcShort|) after the ticket, minor units. */
export function absValueAfter(check: Check, book: BookView, instrumentId: number, n: number): number {
  return Math.max(
    Math.abs(longValueAfter(check, book, instrumentId, n)),
    Math.abs(shortValueAfter(check, book, instrumentId, n)),
  );
}
