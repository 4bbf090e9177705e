import { sampleStdDev, sampleVariance } from '#shared/quant/moments.ts';
import { computeSessionReturns, fillMissingReturns } from '#shared/quant/session-returns.ts';
import {
  RETURN_STATISTIC,
  RETURN_STATISTICS,
  type InstrumentView,
  type ScenarioSet,
} from '#shared/controls/views.ts';
import type { ScenarioRequest } from '#shared/controls/compile-limit.ts';
import { LazyCorrelations } from './correlations.ts';
import type { PriceHistory } from './price-history.ts';

/** Different (index, window, policy) a plan may use; more would be a mistake and cost 10 MB each. */
const MAX_SETS = 16;
const LEAST_RETURNS = 20;

type GrowingSet = { -readonly [K in keyof ScenarioSet]: ScenarioSet[K] };

/** Scenario sets of the desk's instruments, built once for each key and dropped with the market data. */
export class ScenarioSets {
  readonly #history: PriceHistory;
  readonly #instruments: readonly InstrumentView[];
  readonly #asOf: number;
  readonly #sets = new Map<string, GrowingSet>();

  constructor(history: PriceHistory, instruments: readonly InstrumentView[], asOf: number) {
    this.#history = history;
    this.#instruments = instruments;
    this.#asOf = asOf;
  }

  /** null when the index has no bars, or the plan already uses 16 different sets. */
  get({ index, window, policy, tail }: ScenarioRequest): ScenarioSet | null {
    const key = JSON.stringify([index, window, policy]);
    let set = this.#sets.get(key);
    if (set === undefined) {
      if (this.#sets.size >= MAX_SETS || !this.#history.has(index)) return null;
      set = this.#build(key, index, window, policy);
      this.#sets.set(key, set);
    }
    set.tail = Math.min(set.T, Math.max(set.tail, tail));
    return set;
  }

  #build(key: string, index: string, window: number, policy: ScenarioSet['policy']): GrowingSet {
    const indexSeries = this.#history.of(index);
    const series = [
      ...this.#instruments.map(({ instrument }) => this.#history.of(instrument.symbol)),
      indexSeries,
    ];
    // Every bar of the index is a session of its calendar, even one without a close.
    const calendar = { dates: indexSeries.dates, closes: indexSeries.closes.map(() => 1) };
    const raw = computeSessionReturns(calendar, series, this.#asOf, window);
    const { T } = raw;
    const size = this.#instruments.length * T;
    const returns = raw.returns.subarray(0, size);
    const indexReturns = raw.returns.subarray(size);
    const deviations = this.#instruments.map(({ id }) => ownStdDev(returns, id * T, T, raw.missing[id] ?? 0));
    // A limit that refuses looks at `missing` first; the zeros only keep the other symbols' sum a number.
    const filled = fillMissingReturns(returns, indexReturns, policy === 'proxy' ? 'proxy' : 'zero');
    return {
      key,
      index,
      window,
      T,
      policy,
      indexComplete: indexReturns.every((value) => !Number.isNaN(value)),
      tail: 0,
      incomplete: this.#instruments.map(({ id }) => id).filter((id) => (raw.missing[id] ?? 0) > 0),
      returns: filled,
      indexReturns,
      statistics: statisticsOf(raw.missing, filled, T, deviations),
      correlations: new LazyCorrelations(filled, T),
    };
  }
}

/** One row an instrument, laid out as RETURN_STATISTIC says. */
function statisticsOf(
  missing: Int32Array,
  filled: Float64Array,
  T: number,
  deviations: readonly number[],
): Float64Array {
  const rows = new Float64Array(deviations.length * RETURN_STATISTICS);
  for (const [id, deviation] of deviations.entries()) {
    const at = id * RETURN_STATISTICS;
    rows[at + RETURN_STATISTIC.peak] = peakOf(filled, id * T, T);
    rows[at + RETURN_STATISTIC.variance] = sampleVariance(filled, id * T, T) ?? NaN;
    rows[at + RETURN_STATISTIC.missing] = missing[id] ?? 0;
    rows[at + RETURN_STATISTIC.stdDev] = deviation;
  }
  return rows;
}

/** Sample deviation of those of `count` returns from a place on that exist; NaN with fewer than 20. */
function ownStdDev(returns: Float64Array, from: number, count: number, missing: number): number {
  const all = returns.subarray(from, from + count);
  const own = missing === 0 ? all : all.filter((value) => !Number.isNaN(value));
  return own.length < LEAST_RETURNS ? NaN : (sampleStdDev(own) ?? NaN);
}

/** The largest of `count` returns from a place on, whatever its sign. */
function peakOf(returns: Float64Array, from: number, count: number): number {
  let peak = 0;
  for (let i = from; i < from + count; i++) peak = Math.max(peak, Math.abs(returns[i] as number));
  return peak;
}
