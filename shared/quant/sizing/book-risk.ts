import { computeHistoricalRisk } from '../historical.ts';
import { sampleVariance } from '../moments.ts';
import { parametricShortfall, parametricVar } from '../parametric.ts';

/** Risk of one session, money, losses positive: parametric with zero mean, historical as in `computeHistoricalRisk`. */
export interface BookRisk {
  readonly sigma: number;
  readonly var: { readonly parametric: number; readonly historical: number };
  readonly es: { readonly parametric: number; readonly historical: number };
}

/** The risk of a book from its scenario P&L, ddof 1; null below two scenarios. NaN in, NaN out. */
export function computeBookRisk(pnl: Float64Array, confidence: number): BookRisk | null {
  const variance = sampleVariance(pnl, 0, pnl.length);
  const historical = computeHistoricalRisk(pnl, confidence);
  if (variance === null || historical === null) return null;
  const sigma = Math.sqrt(variance);
  return {
    sigma,
    var: { parametric: parametricVar(sigma, confidence), historical: historical.valueAtRisk },
    es: { parametric: parametricShortfall(sigma, confidence), historical: historical.expectedShortfall },
  };
}
