import type { Check } from './check.ts';
import type { CompiledLimit } from './control.ts';
import type { Measure } from './measure.ts';
import type { BookView } from './views.ts';

/** Sets money as it is, or over the NAV of the limit's scope where the unit is a ratio. NAV <= 0 is missing. */
export function setMoneyOrNavRatio(check: Check, limit: CompiledLimit, money: number, out: Measure): void {
  if (limit.isMoney) return out.setWhole(money);
  const { navAbove0 } = check.book(limit.navPlace);
  if (navAbove0 > 0) out.setRatio(money, navAbove0);
  else setMissingNav(check, limit, out);
}

/** NAV is missing: it is not known, or it is not positive. */
export function setMissingNav(check: Check, limit: CompiledLimit, out: Measure): void {
  const { nav } = check.book(limit.navPlace);
  out.setMissing('nav', nav === null ? 'a holding has no mark' : 'not positive');
}

/** False, and MISSING, when the ticket's symbol has no unit value. */
export function symbolIsMarked(check: Check, out: Measure): boolean {
  if (check.isMarked) return true;
  out.setMissing(check.instrument?.missing ?? 'price', check.ticket.symbol);
  return false;
}

/** False, and MISSING, when the ticket's symbol or any symbol of the book has no unit value. */
export function bookIsMarked(check: Check, book: BookView, out: Measure): boolean {
  if (check.isMarked && book.unmarked === 0) return true;
  if (symbolIsMarked(check, out)) out.setMissing('mark', book.firstUnmarked());
  return false;
}
