import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { largestLossesAfter } from '#shared/quant/ranked-losses.ts';
import { varianceAfter } from '#shared/quant/scenario.ts';
import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import { setMissing, type Measure } from '../measure.ts';
import type { BookScenario } from '../views.ts';

/** The largest window a limit may ask for bounds every buffer. */
const MAX_SESSIONS = 5_000;
const losses = new Float64Array(MAX_SESSIONS);

/** What the buffers hold now, so that several limits of one check share one pass. */
const held = { epoch: -1, n: NaN, scenario: null as BookScenario | null };

/**
 * The scenario of the limit's book when it can be computed with the ticket's symbol in it; null, and MISSING, when the
 * history is short, a mark is missing, or a return is missing that the limit refuses to fill.
 */
export function scenarioOf(check: Check, limit: CompiledLimit, out: Measure): BookScenario | null {
  const { scenarios: set } = limit;
  const book = check.book(limit.level);
  if (check.instrument === null || check.instrument.unit === null) {
    return missing(out, check.instrument?.missing ?? 'price', check.ticket.symbol);
  }
  if (book.unmarkedNet > 0) return missing(out, 'mark', book.firstUnmarked());
  if (set === null || set.T < set.window) return missing(out, 'history', limit.params.index);
  if (!set.indexComplete) return missing(out, 'returns', set.index);
  const scenario = book.scenario(set);
  if (set.policy === 'refuse') {
    const own = (set.missing[check.instrument.id] as number) > 0;
    const symbol = own ? check.ticket.symbol : scenario.firstMissing();
    if (symbol !== '') return missing(out, 'returns', symbol);
  }
  return scenario;
}

function missing(out: Measure, input: string, detail: string): null {
  setMissing(out, input, detail);
  return null;
}

/** Money that n more of the ticket's symbol adds to w, base currency, signed. */
const deltaOf = (check: Check, n: number): number =>
  check.direction * (n / QUANTITY_ONE) * (check.instrument?.shareMoney ?? NaN);

/** The largest losses of the book after the ticket at n, largest first; a shared buffer, valid until the next call. */
export function lossesAfter(check: Check, scenario: BookScenario, n: number): Float64Array {
  if (n === 0) return scenario.losses;
  if (held.epoch === check.epoch && held.n === n && held.scenario === scenario) return losses;
  const { T, returns, peaks, tail } = scenario.set;
  const id = check.instrument?.id ?? 0;
  const after = { pnl: scenario.p, ranked: scenario, r: returns, rOffset: id * T, peak: peaks[id] as number };
  largestLossesAfter(after, deltaOf(check, n), tail, losses);
  held.epoch = check.epoch;
  held.n = n;
  held.scenario = scenario;
  return losses;
}

/** Sample variance of the book's scenario P&L after the ticket at n, base currency squared. */
export function scenarioVarianceAfter(check: Check, scenario: BookScenario, n: number): number {
  if (n === 0) return scenario.variance;
  if (variance.epoch === check.epoch && variance.n === n && variance.scenario === scenario)
    return variance.value;
  const { T, returns } = scenario.set;
  variance.value = varianceAfter(scenario.p, deltaOf(check, n), returns, (check.instrument?.id ?? 0) * T, T);
  variance.epoch = check.epoch;
  variance.n = n;
  variance.scenario = scenario;
  return variance.value;
}

const variance = { epoch: -1, n: NaN, scenario: null as BookScenario | null, value: NaN };

/** P&L of one scaled quantity unit of the ticket in each scenario; a shared buffer of at least T entries. */
export function unitScenario(check: Check, scenario: BookScenario): Float64Array {
  const { T, returns } = scenario.set;
  const offset = (check.instrument?.id ?? 0) * T;
  const unit = deltaOf(check, 1);
  for (let t = 0; t < T; t++) unitPnl[t] = unit * (returns[offset + t] as number);
  return unitPnl;
}

const unitPnl = new Float64Array(MAX_SESSIONS);
