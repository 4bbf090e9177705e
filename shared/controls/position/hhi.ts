import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';
import { bookIsMarked } from '../nav-ratio.ts';
import type { BookView } from '../views.ts';

/** A difference larger than this share of a float64 sum of squares is still within 2^-43 of itself. */
const CANCELLED = 2 ** -8;

/**
 * Herfindahl-Hirschman index of the scope's book: sum of (wcAbs value / gross)^2, 0 for an empty book.
 * The squares exceed 2^53, so float64 decides unless the limit is within its error, where BigInt does.
 */
export const hhi: Comparison = {
  kind: 'COMPARISON',
  code: 'HHI',
  group: 'P',
  title: 'Concentration index',
  formula: 'sum of (wcAbs value / gross)^2',
  units: ['RATIO'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  ofBook: true,
  inputs: 'BOOK',
  params: [],
  alwaysOn: false,
  measure(check, limit, out) {
    const book = check.book(limit.bookPlace);
    if (!bookIsMarked(check, book, out)) return;
    const { absBefore, absValue } = check.line(limit.bookPlace);
    const gross = book.gross - absBefore + absValue;
    if (gross === 0) return out.setWhole(0);
    // The book's own sum, so that the last digit does not depend on whose symbol asks.
    const squares =
      check.quantity === 0 ? book.sumSquaresValue : squaresWithout(book, absBefore) + absValue * absValue;
    out.setApproximate(squares, gross * gross);
  },
  guess(check, limit, threshold) {
    const { instrument } = check;
    if (instrument === null) return NaN;
    const book = check.book(limit.bookPlace);
    const { absBefore, ownSide } = check.lineBefore(limit.bookPlace);
    const gross = book.gross - absBefore;
    const squares = squaresWithout(book, absBefore);
    // (squares + v^2) / (gross + v)^2 = threshold, solved for the larger v.
    const a = 1 - threshold;
    const b = threshold * gross;
    const v = (b + Math.sqrt(b * b - a * (squares - threshold * gross * gross))) / a;
    return v / instrument.unitMoney - check.direction * ownSide;
  },
  measureExactly(check: Check, limit: CompiledLimit) {
    const book = check.book(limit.bookPlace);
    const line = check.line(limit.bookPlace);
    const before = BigInt(line.absBefore);
    const after = BigInt(line.absValue);
    const gross = BigInt(book.gross) - before + after;
    return [book.sumSquares - before * before + after * after, gross * gross];
  },
};

/** Where one symbol is nearly all of the book the float difference would lose its digits. */
function squaresWithout(book: BookView, value: number): number {
  const rest = book.sumSquaresValue - value * value;
  if (rest > book.sumSquaresValue * CANCELLED) return rest;
  return Number(book.sumSquares - BigInt(value) * BigInt(value));
}
