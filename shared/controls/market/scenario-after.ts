import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { largestLossesAfter } from '#shared/quant/ranked-losses.ts';
import { varianceAfter } from '#shared/quant/scenario.ts';
import { largestWithinVariance } from '#shared/quant/variance-boundary.ts';
import type { Check } from '../check.ts';
import type { CompiledLimit } from '../control.ts';
import type { Measure } from '../measure.ts';
import { symbolIsMarked } from '../nav-ratio.ts';
import { returnStatistic, type BookScenario, type ScenarioSet } from '../views.ts';

/** The largest window a limit may ask for bounds every buffer. */
const MAX_SESSIONS = 5_000;
const losses = new Float64Array(MAX_SESSIONS);

/** What the buffers hold now, so that several limits of one check share one pass. */
const held = { epoch: -1, quantity: NaN, scenario: null as BookScenario | null };

/**
 * The scenario of the limit's book when it can be computed with the ticket's symbol in it; null, and MISSING, when the
 * history is short, a mark is missing, or a return is missing that the limit refuses to fill.
 */
export function scenarioOf(check: Check, limit: CompiledLimit, out: Measure): BookScenario | null {
  const { scenarios: set } = limit;
  const book = check.book(limit.bookPlace);
  if (!symbolIsMarked(check, out) || check.instrument === null) return null;
  if (book.unmarkedNet > 0) return missing(out, 'mark', book.firstUnmarked());
  if (set === null || set.T < set.window) return missing(out, 'history', limit.params.index);
  if (!set.indexComplete) return missing(out, 'returns', set.index);
  const scenario = book.scenario(set);
  if (set.policy === 'refuse') {
    const own = returnStatistic(set, check.instrument.id, 'missing') > 0;
    const symbol = own ? check.ticket.symbol : scenario.firstMissing();
    if (symbol !== '') return missing(out, 'returns', symbol);
  }
  return scenario;
}

function missing(out: Measure, input: string, detail: string): null {
  out.setMissing(input, detail);
  return null;
}

/** Money that n more of the ticket's symbol adds to w, base currency, signed. */
const deltaOf = (check: Check, n: number): number =>
  check.direction * (n / QUANTITY_ONE) * (check.instrument?.shareMoney ?? NaN);

/** The largest losses of the book with the quantity that is measured, largest first; a buffer, until the next call. */
export function lossesAfter(check: Check, scenario: BookScenario): Float64Array {
  if (check.quantity === 0) return scenario.losses;
  if (held.epoch === check.epoch && held.quantity === check.quantity && held.scenario === scenario)
    return losses;
  const { T, returns, tail } = scenario.set;
  const id = check.instrument?.id ?? 0;
  const peak = returnStatistic(scenario.set, id, 'peak');
  const after = { pnl: scenario.p, ranked: scenario, r: returns, rOffset: id * T, peak };
  largestLossesAfter(after, deltaOf(check, check.quantity), tail, losses);
  held.epoch = check.epoch;
  held.quantity = check.quantity;
  held.scenario = scenario;
  return losses;
}

/** What is left of the sum of the parts of a variance below which its digits would be lost to cancellation. */
const CANCELLED = 0.25;

/**
 * Sample variance of the book's scenario P&L with the quantity that is measured, base currency squared: opened into the
 * book's, the ticket's and their covariance, unless they cancel, where it is summed over the scenarios again.
 */
export function scenarioVarianceAfter(check: Check, scenario: BookScenario): number {
  if (check.quantity === 0) return scenario.variance;
  const { T, returns } = scenario.set;
  const id = check.instrument?.id ?? 0;
  const delta = deltaOf(check, check.quantity);
  const parts = scenario.variance + delta * delta * returnStatistic(scenario.set, id, 'variance');
  const variance = parts + 2 * delta * scenario.covarianceWith(id);
  if (variance >= CANCELLED * parts) return variance;
  return varianceAfter(scenario.p, delta, returns, id * T, T);
}

/** Largest real n whose book sigma stays within `sigma` (base currency): the root of the variance's parabola. */
export function largestWithinSigma(check: Check, scenario: BookScenario, sigma: number): number {
  const id = check.instrument?.id ?? 0;
  const unit = deltaOf(check, 1);
  return largestWithinVariance(
    scenario.variance,
    unit * scenario.covarianceWith(id),
    unit * unit * returnStatistic(scenario.set, id, 'variance'),
    sigma * sigma,
  );
}

/** P&L of one scaled quantity unit of the ticket in each scenario; a shared buffer of at least T entries. */
export function unitScenario(check: Check, scenario: BookScenario): Float64Array {
  const { set } = scenario;
  if (unitHeld.epoch === check.epoch && unitHeld.set === set) return unitPnl;
  const { T, returns } = set;
  const offset = (check.instrument?.id ?? 0) * T;
  const unit = deltaOf(check, 1);
  for (let t = 0; t < T; t++) unitPnl[t] = unit * (returns[offset + t] as number);
  unitHeld.epoch = check.epoch;
  unitHeld.set = set;
  return unitPnl;
}

const unitPnl = new Float64Array(MAX_SESSIONS);
const unitHeld = { epoch: -1, set: null as ScenarioSet | null };
