import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';

/** Symbols of the book, the ticket's own included, whose missing returns were filled with the index's. */
export function filledNotes(check: Check, limit: CompiledLimit): readonly string[] {
  return limit.exposures === null ? [] : namesOf(check, limit, limit.exposures.proxied);
}

/** Those of `ids` that the book holds, and the ticket's own where it is one of them. */
export function namesOf(check: Check, limit: CompiledLimit, ids: readonly number[]): readonly string[] {
  if (limit.exposures === null || check.instrument === null || ids.length === 0) return [];
  const names = check.book(limit.bookPlace).exposures(limit.exposures).namesOf(ids);
  const isOwn = ids.includes(check.instrument.id) && !names.includes(check.ticket.symbol);
  return isOwn ? [...names, check.ticket.symbol] : names;
}
