import { valueNear, valueOf } from '#shared/domain/valuation.ts';
import { CELL, CELLS, type BookView, type InstrumentView } from './views.ts';

/**
 * The ticket's symbol in one book with n of the ticket added: the worst cases of controls.md section 1, scaled
 * quantity, and what they are worth in minor units (no meaning without a unit value).
 */
export interface SymbolLine {
  /** Scaled quantity of the ticket that is in it; 0 is the book without the ticket. NaN: not filled. */
  n: number;
  /** q+WB, with n for a BUY, and q-WS, less n for a SELL. */
  wcLong: number;
  wcShort: number;
  /** The one of the two on the ticket's own side, signed. */
  ownSide: number;
  longValue: number;
  shortValue: number;
  ownSideValue: number;
  /** The larger magnitude of the two values. */
  absValue: number;
  /** absValue without the ticket. */
  absBefore: number;
}

/** A line to be filled again and again; nothing is allocated in a check. */
export function createSymbolLine(): SymbolLine {
  return {
    n: NaN,
    wcLong: NaN,
    wcShort: NaN,
    ownSide: NaN,
    longValue: NaN,
    shortValue: NaN,
    ownSideValue: NaN,
    absValue: NaN,
    absBefore: NaN,
  };
}

/** What a ticket moves, how much of it (scaled) and which way: +1 buys. */
export interface TicketMove {
  readonly quantity: number;
  readonly direction: 1 | -1;
  readonly instrument: InstrumentView | null;
}

/**
 * Fills the line from the book's cells; a value that n does not change is the book's own. Throws a RangeError without an
 * instrument.
 */
export function fillSymbolLine(line: SymbolLine, book: BookView, move: TicketMove): void {
  const { direction, instrument, quantity: n } = move;
  if (instrument === null) throw new RangeError('a line is of an instrument');
  const { id } = instrument;
  const { cells } = book;
  const at = id * CELLS;
  const q = cells[at + CELL.quantity] as number;
  const wcLong = q + (cells[at + CELL.workingBuy] as number);
  const wcShort = q - (cells[at + CELL.workingSell] as number);
  line.n = n;
  line.longValue = cells[at + CELL.longValue] as number;
  line.shortValue = cells[at + CELL.shortValue] as number;
  line.absBefore = cells[at + CELL.absValue] as number;
  if (direction > 0) {
    line.wcLong = wcLong + n;
    line.wcShort = wcShort;
    line.ownSide = line.wcLong;
    if (n !== 0) line.longValue = valueAt(line.wcLong, instrument);
    line.ownSideValue = line.longValue;
  } else {
    line.wcLong = wcLong;
    line.wcShort = wcShort - n;
    line.ownSide = line.wcShort;
    if (n !== 0) line.shortValue = valueAt(line.wcShort, instrument);
    line.ownSideValue = line.shortValue;
  }
  line.absValue = Math.max(Math.abs(line.longValue), Math.abs(line.shortValue));
}

/** Value of a worst case; NaN without a unit value. */
function valueAt(quantity: number, { unit, unitMoney }: InstrumentView): number {
  const value = valueNear(quantity, unitMoney);
  return Number.isNaN(value) && unit !== null ? valueOf(quantity, unit) : value;
}
