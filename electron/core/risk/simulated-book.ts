import type { ParsedInputOf } from '#shared/contract/contract.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import { computeCovariance, projectBook } from '#shared/quant/covariance.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import type { SimulatedBook } from '../ports/risk.ts';
import { measureBook } from './measured-book.ts';

/** The book folded into one number a session, all that its simulation needs. */
export function simulatedBook(
  desk: DeskBook,
  bars: KeptHistory,
  input: ParsedInputOf<'risk.simulate'>,
): Result<SimulatedBook> {
  const book = measureBook(desk, bars, input);
  if (!book.ok) return book;
  const { values, aligned } = book.value;
  const factor = computeCovariance(aligned.returns, values.length, aligned.T, 'sample');
  return ok({ loadings: factor === null || values.length === 0 ? null : projectBook(factor, values) });
}
