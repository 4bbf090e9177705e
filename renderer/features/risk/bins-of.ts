import type { OutputOf } from '#shared/contract/contract.ts';
import type { Bin } from './distribution-chart.tsx';

/** The bins of a distribution with their edges, and in which of them the VaR and the ES lie. */
export function binsOf({
  from,
  width,
  counts,
  cumulative,
  valueAtRisk,
  expectedShortfall,
}: Pick<
  OutputOf<'risk.distribution'>,
  'from' | 'width' | 'counts' | 'cumulative' | 'valueAtRisk' | 'expectedShortfall'
>): Bin[] {
  const placeOf = (loss: number | null): number => {
    if (loss === null) return -1;
    if (width === 0) return 0;
    return Math.min(counts.length - 1, Math.max(0, Math.floor((-loss - from) / width)));
  };
  const [varAt, shortfallAt] = [placeOf(valueAtRisk), placeOf(expectedShortfall)];
  return counts.map((count, i) => ({
    from: from + i * width,
    to: from + (i + 1) * width,
    count,
    cumulative: cumulative[i] ?? 1,
    marks: [...(i === varAt ? ['VaR'] : []), ...(i === shortfallAt ? ['ES'] : [])],
  }));
}
