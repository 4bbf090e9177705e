import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import { returnStatistic } from '../views.ts';

/** Symbols whose missing returns the limit's policy filled, the ticket's own included. */
export function proxiedNotes(check: Check, limit: CompiledLimit): readonly string[] {
  const { scenarios: set } = limit;
  if (set === null || set.policy !== 'proxy' || check.instrument === null) return [];
  const names = check.book(limit.bookPlace).scenario(set).proxied();
  const own =
    returnStatistic(set, check.instrument.id, 'missing') > 0 && !names.includes(check.ticket.symbol);
  return own ? [...names, check.ticket.symbol] : names;
}
