import { isMonteCarlo } from './monte-carlo.ts';
import type { RiskReportInput, RiskReportProblem } from './risk-report-types.ts';

/**
 * The first reason why no report can be computed from the input, or null: an array of the wrong length,
 * a quantity, price, return, cash or NAV that is not a finite number, an option outside its range.
 * Volumes are not looked at: an unusable one makes the liquidity figures of its symbol null.
 */
export function findRiskInputProblem(input: RiskReportInput): RiskReportProblem | null {
  return optionProblem(input) ?? lengthProblem(input) ?? numberProblem(input);
}

function optionProblem({ options, T }: RiskReportInput): RiskReportProblem | null {
  const { confidence, horizonDays, participation } = options;
  const outside = (field: string): RiskReportProblem => ({ code: 'OUT_OF_RANGE', field });
  if (!(confidence > 0 && confidence < 1)) return outside('options.confidence');
  if (!(Number.isInteger(horizonDays) && horizonDays >= 1)) return outside('options.horizonDays');
  if (!(participation > 0 && participation < Infinity)) return outside('options.participation');
  if (options.monteCarlo !== null && !isMonteCarlo(options.monteCarlo)) return outside('options.monteCarlo');
  if (!(Number.isInteger(T) && T >= 0)) return outside('T');
  return null;
}

function lengthProblem(input: RiskReportInput): RiskReportProblem | null {
  const n = input.symbols.length;
  const lengths: readonly (readonly [string, number | undefined, number])[] = [
    ['sectors', input.sectors.length, n],
    ['quantities', input.quantities.length, n],
    ['prices', input.prices.length, n],
    ['unitValues', input.unitValues?.length, n],
    ['excluded', input.excluded?.length, n],
    ['volumes', input.volumes.length, n],
    ['spreads', input.spreads.length, n],
    ['missing', input.missing.length, n],
    ['past.returns', input.past?.returns.length, n * (input.past?.T ?? 0)],
    ['returns', input.returns.length, n * input.T],
    ['indexReturns', input.indexReturns?.length, input.T],
    ['closeDates', input.closeDates.length, input.T + 1],
  ];
  const wrong = lengths.find(([, length, expected]) => length !== undefined && length !== expected);
  return wrong === undefined ? null : { code: 'WRONG_LENGTH', field: wrong[0] };
}

function numberProblem(input: RiskReportInput): RiskReportProblem | null {
  const { quantities, prices, unitValues, returns, T, indexReturns, excluded } = input;
  for (let s = 0; s < input.symbols.length; s++) {
    const at = (field: string): RiskReportProblem => ({ code: 'NOT_FINITE', field, position: s });
    if (!Number.isFinite(quantities[s])) return at('quantities');
    if (!Number.isFinite(prices[s])) return at('prices');
    const unitValue = (unitValues ?? prices)[s] as number;
    if (!Number.isFinite(unitValue * (quantities[s] as number))) return at('unitValues');
    const spread = input.spreads[s] ?? null;
    if (spread !== null && !Number.isFinite(spread.mean + spread.stdDev)) return at('spreads');
    if (excluded?.[s] !== true && !allFinite(returns.subarray(s * T, (s + 1) * T))) return at('returns');
  }
  if (input.past !== null && !allFinite(input.past.returns))
    return { code: 'NOT_FINITE', field: 'past.returns' };
  if (indexReturns !== null && !allFinite(indexReturns)) return { code: 'NOT_FINITE', field: 'indexReturns' };
  if (!Number.isFinite(input.cash ?? 0)) return { code: 'NOT_FINITE', field: 'cash' };
  if (!Number.isFinite(input.nav ?? 0)) return { code: 'NOT_FINITE', field: 'nav' };
  return null;
}

const allFinite = (values: Float64Array): boolean => values.every((value) => Number.isFinite(value));
