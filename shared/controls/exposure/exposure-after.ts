import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { symbolIsMarked } from '../nav-ratio.ts';
import { CELL, CELLS, type BookExposures, type ExposureSet } from '../views.ts';

/**
 * The sums of the limit's book when every symbol of it that has a w, and the ticket's own, has a mark; null, and MISSING,
 * when one has none.
 */
export function exposuresOf(check: Check, limit: CompiledLimit, out: Measure): BookExposures | null {
  if (!symbolIsMarked(check, out) || limit.exposures === null) return null;
  const book = check.book(limit.bookPlace);
  if (book.unmarkedNet === 0) return book.exposures(limit.exposures);
  out.setMissing('mark', book.firstUnmarked());
  return null;
}

/** False, and MISSING as `input`, when a symbol with a w, or the ticket's own, has no number in the line. */
export function lineIsKnown(
  check: Check,
  { exposures: set }: CompiledLimit,
  sums: BookExposures,
  line: number,
  input: string,
  out: Measure,
): boolean {
  if (set === null || check.instrument === null || line < 0) out.setMissing(input, check.ticket.symbol);
  else if (set.unknown[check.instrument.id * set.lines.length + line] !== 0)
    out.setMissing(input, check.ticket.symbol);
  else if (sums.unknown(line) > 0) out.setMissing(input, sums.firstUnknown(line));
  else return true;
  return false;
}

/** The line's sum with every working order filled and the quantity that is measured, base currency. */
export function lineAfter(check: Check, limit: CompiledLimit, sums: BookExposures, line: number): number {
  const { instrument, direction, quantity } = check;
  if (instrument === null) return NaN;
  return sums.sumWith(line, instrument, netOf(check, limit, instrument.id) + direction * quantity);
}

/** Filled and working quantity of the ticket's symbol without the ticket, signed, scaled. */
export function netOf(check: Check, { bookPlace }: CompiledLimit, id: number): number {
  const { cells } = check.book(bookPlace);
  const at = id * CELLS;
  const working = (cells[at + CELL.workingBuy] as number) - (cells[at + CELL.workingSell] as number);
  return (cells[at + CELL.quantity] as number) + working;
}

/**
 * What one more scaled unit of the ticket adds to the line, base currency, while w is above (`isLong`) or below 0.
 */
export function slopeOf(check: Check, set: ExposureSet, line: number, isLong: boolean): number {
  const { instrument, direction } = check;
  if (instrument === null) return NaN;
  const perMoney = (isLong ? set.ofLongs : set.ofShorts)[instrument.id * set.lines.length + line] as number;
  return (direction / QUANTITY_ONE) * instrument.shareMoney * perMoney;
}
