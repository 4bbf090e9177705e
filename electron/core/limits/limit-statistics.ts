import type { Decision, Outcome } from '#shared/domain/decision.ts';
import { isDenied } from '#shared/domain/decision.ts';
import { STATISTICS_WINDOWS, type StatisticsWindow } from '#shared/domain/limit-governance.ts';

/** Upper edges of the utilisation bins (after / hard); the last bin has none. */
export const UTILISATION_EDGES = [
  ...Array.from({ length: 20 }, (_, i) => (i + 1) / 20),
  1.25,
  1.5,
  2,
  Infinity,
] as const;

/** Windows and the length and number of the buckets each is made of; the oldest bucket is only partly inside. */
const MINUTE = 60_000;
const WINDOWS = {
  '1h': { bucketMs: 5 * MINUTE, buckets: 12 },
  '1d': { bucketMs: 60 * MINUTE, buckets: 24 },
  '30d': { bucketMs: 1_440 * MINUTE, buckets: 30 },
} as const satisfies Record<StatisticsWindow, object>;

/** Limits that are counted; of more, those seen first. */
const MOST_LIMITS = 5_000;

interface Bucket {
  checks: number;
  warnings: number;
  denials: number;
  most: number;
  readonly bins: Uint32Array;
}

/** Counts of one limit over one window. Utilisations are upper edges of bins, null without any. */
export interface LimitCounts {
  readonly checks: number;
  readonly warnings: number;
  readonly denials: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
  /** Decisions by utilisation, one count a bin. */
  readonly bins: readonly number[];
  /** The largest utilisation in each part of the window, the oldest part first; null: none was measured in it. */
  readonly trend: readonly (number | null)[];
  /** Checked, and never warned or denied; or at every check. */
  readonly neverHit: boolean;
  readonly alwaysHit: boolean;
}

const emptyBucket = (): Bucket => ({
  checks: 0,
  warnings: 0,
  denials: 0,
  most: -Infinity,
  bins: new Uint32Array(UTILISATION_EDGES.length),
});

/** What became of each limit's checks in sliding windows, in buckets that are dropped when they leave their window. */
export class LimitStatistics {
  readonly #series = new Map<string, Record<StatisticsWindow, Map<number, Bucket>>>();

  /** Counts the outcomes of one recorded decision, made at `at` on the machine's clock. */
  note({ outcomes }: Pick<Decision, 'outcomes'>, at: number): void {
    for (const outcome of outcomes) {
      if (outcome.limitId === null || outcome.notApplicable) continue;
      const series = this.#seriesOf(outcome.limitId);
      if (series === undefined) continue;
      for (const window of STATISTICS_WINDOWS) count(series[window], window, outcome, at);
    }
  }

  /** The counts of a limit in the window that ends at `now`. */
  of(limitId: string, window: StatisticsWindow, now: number): LimitCounts {
    const { bucketMs, buckets } = WINDOWS[window];
    const newest = Math.floor(now / bucketMs);
    const sum = emptyBucket();
    const trend = Array.from({ length: buckets }, (): number | null => null);
    for (const [at, bucket] of this.#series.get(limitId)?.[window] ?? []) {
      if (at <= newest - buckets || at > newest) continue;
      sum.checks += bucket.checks;
      sum.warnings += bucket.warnings;
      sum.denials += bucket.denials;
      sum.most = Math.max(sum.most, bucket.most);
      if (bucket.most !== -Infinity) trend[at - newest + buckets - 1] = bucket.most;
      bucket.bins.forEach((times, i) => (sum.bins[i] = (sum.bins[i] ?? 0) + times));
    }
    const { checks, warnings, denials, most, bins } = sum;
    const hits = warnings + denials;
    return {
      checks,
      warnings,
      denials,
      p50: percentileOf(bins, 0.5, most),
      p95: percentileOf(bins, 0.95, most),
      max: most === -Infinity ? null : most,
      bins: [...bins],
      trend,
      neverHit: checks > 0 && hits === 0,
      alwaysHit: checks > 0 && hits === checks,
    };
  }

  #seriesOf(limitId: string): Record<StatisticsWindow, Map<number, Bucket>> | undefined {
    let series = this.#series.get(limitId);
    if (series === undefined && this.#series.size < MOST_LIMITS) {
      series = { '1h': new Map(), '1d': new Map(), '30d': new Map() };
      this.#series.set(limitId, series);
    }
    return series;
  }
}

function count(
  series: Map<number, Bucket>,
  window: StatisticsWindow,
  { status, utilisation }: Outcome,
  at: number,
): void {
  const { bucketMs, buckets } = WINDOWS[window];
  const place = Math.floor(at / bucketMs);
  let bucket = series.get(place);
  if (bucket === undefined) {
    const newest = Math.max(place, ...series.keys());
    if (place <= newest - buckets) return;
    for (const old of series.keys()) if (old <= newest - buckets) series.delete(old);
    series.set(place, (bucket = emptyBucket()));
  }
  bucket.checks++;
  if (status === 'WARN') bucket.warnings++;
  if (isDenied(status)) bucket.denials++;
  if (utilisation === null) return;
  bucket.most = Math.max(bucket.most, utilisation);
  const bin = UTILISATION_EDGES.findIndex((edge) => utilisation <= edge);
  bucket.bins[bin] = (bucket.bins[bin] ?? 0) + 1;
}

/** Upper edge of the bin that holds the ceil(p*n)-th smallest utilisation, never above the largest there was. */
function percentileOf(bins: Uint32Array, p: number, most: number): number | null {
  const all = bins.reduce((sum, times) => sum + times, 0);
  if (all === 0) return null;
  let left = Math.ceil(p * all);
  for (const [i, times] of bins.entries()) {
    left -= times;
    if (left <= 0) return Math.min(most, UTILISATION_EDGES[i] ?? Infinity);
  }
  return most;
}
