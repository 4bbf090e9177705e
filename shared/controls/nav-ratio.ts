import type { Check } from './check.ts';
import type { CompiledLimit } from './control.ts';
import { setExact, setMissing, type Measure } from './measure.ts';
import type { BookView } from './views.ts';

/** Sets money as it is, or over the NAV of the limit's scope where the unit is a ratio. NAV <= 0 is missing. */
export function setMoneyOrNavRatio(check: Check, limit: CompiledLimit, money: number, out: Measure): void {
  if (limit.unit === 'MONEY') return setExact(out, money);
  const { nav } = check.book(limit.navPlace);
  if (nav === null || nav <= 0)
    return setMissing(out, 'nav', nav === null ? 'a holding has no mark' : 'not positive');
  setExact(out, money, nav);
}

/** False, and MISSING, when the ticket's symbol has no unit value. */
export function symbolIsMarked(check: Check, out: Measure): boolean {
  const { instrument } = check;
  if (instrument !== null && instrument.unit !== null) return true;
  setMissing(out, instrument?.missing ?? 'price', check.ticket.symbol);
  return false;
}

/** False, and MISSING, when the ticket's symbol or any symbol of the book has no unit value. */
export function bookIsMarked(check: Check, book: BookView, out: Measure): boolean {
  if (!symbolIsMarked(check, out)) return false;
  if (book.unmarked === 0) return true;
  setMissing(out, 'mark', book.firstUnmarked());
  return false;
}
