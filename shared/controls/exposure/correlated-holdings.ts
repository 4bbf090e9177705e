import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { bookIsMarked } from '../nav-ratio.ts';
import { CELL, CELLS, returnStatistic, type BookCorrelation, type ScenarioSet } from '../views.ts';

/** Correlations over a limit's window, and how its book correlates. */
export interface CorrelatedHoldings {
  readonly set: ScenarioSet;
  readonly book: BookCorrelation;
}

const found = { set: null as ScenarioSet | null, book: null as BookCorrelation | null };

/**
 * The correlations a limit reads, in an object that the next call fills again; null, and MISSING, when a mark is missing,
 * the history is short, or the returns of the symbol or of a holding are missing (where the limit refuses to fill them) or
 * do not vary.
 */
export function correlatedHoldings(
  check: Check,
  limit: CompiledLimit,
  out: Measure,
): CorrelatedHoldings | null {
  const { scenarios: set } = limit;
  const { instrument } = check;
  const book = check.book(limit.bookPlace);
  if (!bookIsMarked(check, book, out) || instrument === null) return null;
  if (set === null || set.T < set.window) return missing(out, 'history', limit.params.index);
  if (!set.indexComplete) return missing(out, 'returns', set.index);
  const correlation = book.correlation(set);
  const unknown = firstUnknown(check, set, correlation, book.cells);
  if (unknown >= 0) return missing(out, 'returns', book.symbolOf(unknown));
  found.set = set;
  found.book = correlation;
  return found as CorrelatedHoldings;
}

/** Id of the symbol or of a holding whose correlations are not known; -1: they all are. */
function firstUnknown(check: Check, set: ScenarioSet, book: BookCorrelation, cells: Float64Array): number {
  const own = check.instrument?.id ?? -1;
  if (!set.correlations.isDefined(own)) return own;
  if (set.policy === 'refuse') {
    if (returnStatistic(set, own, 'missing') > 0) return own;
    for (const id of set.incomplete) if (cells[id * CELLS + CELL.absValue] !== 0) return id;
  }
  return book.undefinedCount > 0 ? book.firstUndefined() : -1;
}

function missing(out: Measure, input: string, detail: string): null {
  out.setMissing(input, detail);
  return null;
}

/** Symbols whose missing returns the limit's policy filled, the ticket's own included. */
export function proxiedHoldings(check: Check, limit: CompiledLimit): readonly string[] {
  const { scenarios: set } = limit;
  const { instrument } = check;
  if (set === null || set.policy !== 'proxy' || instrument === null) return [];
  const book = check.book(limit.bookPlace);
  return set.incomplete
    .filter((id) => id === instrument.id || book.cells[id * CELLS + CELL.absValue] !== 0)
    .map((id) => book.symbolOf(id));
}
