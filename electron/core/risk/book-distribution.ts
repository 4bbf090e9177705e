import type { OutputOf, ParsedInputOf } from '#shared/contract/contract.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { scenarioPnl } from '#shared/quant/decomposition.ts';
import { computeHistogram } from '#shared/quant/histogram.ts';
import { computeHistoricalRisk } from '#shared/quant/historical.ts';
import { computeMoments } from '#shared/quant/moments.ts';
import type { DeskBook } from '../book/desk-book.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import { basisSaid, measureBook } from './measured-book.ts';

/** The P&L of one session of today's quantities over the window, in equal bins. */
export function bookDistribution(
  desk: DeskBook,
  bars: KeptHistory,
  input: ParsedInputOf<'risk.distribution'>,
): Result<OutputOf<'risk.distribution'>> {
  const book = measureBook(desk, bars, input);
  if (!book.ok) return book;
  const { aligned, values } = book.value;
  const pnl = scenarioPnl(aligned.returns, aligned.T, values);
  const bins = computeHistogram(pnl, input.bins);
  const moments = computeMoments(pnl);
  if (bins === null || moments === null)
    return err(appError('MISSING_HISTORY', 'the window has no returns', 'window'));
  const worst = pnl.reduce((at, made, t) => (made < (pnl[at] as number) ? t : at), 0);
  return ok({
    ...basisSaid(desk, input),
    ...{ from: bins.from, width: bins.width },
    counts: [...bins.counts],
    cumulative: [...bins.cumulative],
    ...{ mean: moments.mean, stdDev: moments.stdDev },
    ...{ skewness: moments.skewness, excessKurtosis: moments.excessKurtosis },
    valueAtRisk: computeHistoricalRisk(pnl, input.confidence)?.valueAtRisk ?? null,
    expectedShortfall: computeHistoricalRisk(pnl, input.shortfallConfidence)?.expectedShortfall ?? null,
    worst: { date: toIsoDate(aligned.sessions[worst] as number), pnl: pnl[worst] as number },
  });
}
