import type { Comparison, CompiledLimit } from '../control.ts';
import { bookIsMarked, setMoneyOrNavRatio } from '../nav-ratio.ts';
import type { Check } from '../check.ts';
import type { Measure } from '../measure.ts';

/** Gross of the scope's book after the ticket, money or over NAV. */
export const grossExposure: Comparison = {
  kind: 'COMPARISON',
  code: 'GROSS_EXPOSURE',
  group: 'E',
  title: 'Gross exposure',
  formula: 'sum of max(|q+WB|, |q-WS|) * px * fx * mult',
  units: ['MONEY', 'FRACTION'],
  minimum: false,
  ticketOnly: false,
  crossing: 'SINGLE',
  ofBook: true,
  inputs: 'BOOK',
  ratioOf: 'MONEY',
  params: [],
  alwaysOn: false,
  measure: measureGross,
};

/** Gross of the book with the ticket's symbol at its value with the quantity. */
export function measureGross(check: Check, limit: CompiledLimit, out: Measure): void {
  const book = check.book(limit.bookPlace);
  if (!bookIsMarked(check, book, out)) return;
  const { absBefore, absValue } = check.line(limit.bookPlace);
  setMoneyOrNavRatio(check, limit, book.gross - absBefore + absValue, out);
}
