import type { Limit, Scope, TightenMetric } from '#shared/domain/limit.ts';
import { sampleVariance } from '#shared/quant/moments.ts';
import type { PriceHistory } from '../marketdata/price-history.ts';

/** The value of a metric for one limit; null when it is missing, which tightens as far as the limit can. */
export type MetricSource = (limit: Limit, metric: TightenMetric) => number | null;

/** What the metrics are read from. */
export interface MetricInputs {
  readonly history: PriceHistory;
  /** Of the desk clock, YYYYMMDD: later bars are not known yet. */
  readonly today: number;
  readonly stress: number | null;
  /** 1 - NAV / high-water mark of a scope, the largest of any where its key is `*`; null: not known. */
  drawdown(scope: Scope): number | null;
}

const RETURNS = 20;
const SESSIONS_PER_YEAR = 252;
const DEFAULT_INDEX = 'SPY';

/** Reads each metric once and keeps it: the inputs do not change under one source. */
export function metricSource(inputs: MetricInputs): MetricSource {
  const volatilities = new Map<string, number | null>();
  return (limit, metric) => {
    switch (metric) {
      case 'STRESS_LEVEL':
        return inputs.stress;
      case 'BOOK_DRAWDOWN':
        return inputs.drawdown(limit.scope);
      case 'MARKET_VOL': {
        const index = String(limit.params['index'] ?? DEFAULT_INDEX);
        let known = volatilities.get(index);
        if (known === undefined) volatilities.set(index, (known = marketVol(inputs, index)));
        return known;
      }
    }
  };
}

/**
 * Annualised volatility of an index: sqrt(252) times the sample deviation (ddof 1) of its last 20 simple returns up
 * to the desk clock. null with fewer than 21 bars, or a close missing among the last 21.
 */
export function marketVol(
  { history, today }: Pick<MetricInputs, 'history' | 'today'>,
  index: string,
): number | null {
  const { dates, closes } = history.of(index);
  let end = dates.length;
  while (end > 0 && (dates[end - 1] as number) > today) end--;
  if (end <= RETURNS) return null;
  const returns = new Float64Array(RETURNS);
  for (let i = 0; i < RETURNS; i++) {
    const at = end - RETURNS + i;
    returns[i] = (closes[at] as number) / (closes[at - 1] as number) - 1;
  }
  const variance = sampleVariance(returns, 0, RETURNS);
  return variance === null || !Number.isFinite(variance) ? null : Math.sqrt(SESSIONS_PER_YEAR * variance);
}
