import type { ParsedInputOf } from '#shared/contract/contract.ts';
import type { RiskBasis as Said } from '#shared/contract/procedures/risk.ts';
import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import { ok, type Result } from '#shared/errors/result.ts';
import type { DeskBook } from '../book/desk-book.ts';
import type { RiskOptions } from '../desk/desk.ts';
import { toIsoDate } from '../marketdata/calendar-date.ts';
import type { KeptHistory } from '../marketdata/kept-history.ts';
import { readRiskBasis, type RiskBasis } from './risk-basis.ts';

export type BookInput = Omit<ParsedInputOf<'risk.concentration'>, 'top'>;

/** One session's horizon, sample covariance, a fifth of the daily volume. */
export const optionsOf = (input: BookInput, confidence: number): RiskOptions => ({
  account: input.account ?? null,
  ...{ window: input.window, index: input.index, missing: input.missing, confidence },
  ...{ horizonDays: 1, overlapping: false, method: 'sample', participation: 0.2 },
  ...{ nav: null, monteCarlo: null, backtestSessions: null, spectrum: false },
});

/** What an answer says that its numbers are of. */
export const basisSaid = (desk: DeskBook, { account, index, missing }: BookInput): Said => ({
  asOf: toIsoDate(desk.today),
  account: account ?? null,
  ...{ currency: desk.base, index, missing },
});

export interface MeasuredBook extends RiskBasis {
  /** Money in each of `held`, signed. */
  readonly values: Float64Array;
}

/** The book of an input with its values; `past` sessions before the window, as many of them as there are. */
export function measureBook(
  desk: DeskBook,
  bars: KeptHistory,
  input: BookInput,
  past: number | null = null,
): Result<MeasuredBook> {
  const basis = readRiskBasis(desk, bars, { ...optionsOf(input, 0.99), backtestSessions: past });
  if (!basis.ok) return basis;
  const values = Float64Array.from(
    basis.value.held,
    ({ view, quantity }) => (quantity / QUANTITY_ONE) * view.shareMoney,
  );
  return ok({ ...basis.value, values });
}
