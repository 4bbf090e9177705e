import type { ImportKind } from '../import-kind.ts';
import { isMissing, plainDecimal } from '../number-style.ts';
import type { RowReader } from '../row-reader.ts';

/** No model's loading is anywhere near this; a number beyond it is a mistake, and would drown every sum. */
const LARGEST_LOADING = 1_000_000;
const LONGEST_NAME = 64;

/** Factor loadings. The file replaces all loadings of the factors it names. */
export const factors: ImportKind = {
  name: 'factors',
  required: [['symbol'], ['factor'], ['loading']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    { name: 'factor', type: 'text', aliases: ['factor name', 'risk factor', 'style'] },
    { name: 'loading', type: 'number', aliases: ['exposure', 'factor loading', 'factor exposure', 'value'] },
  ],
  open: (content) => (row) => {
    const symbol = row.requiredText('symbol');
    const factor = row.requiredText('factor');
    if (factor.length > LONGEST_NAME || factor === '*')
      row.reject(
        'factor',
        'BAD_NAME',
        `A factor is named by up to ${LONGEST_NAME} characters, and not by *.`,
      );
    const loading = loadingIn(row);
    if (!row.rejected) content.add('factors', row.line, [factor, symbol, loading]);
  },
};

/** A float64: a loading is a statistic, so that digits beyond its precision are rounded, not refused. */
function loadingIn(row: RowReader): number {
  const raw = row.raw('loading');
  if (isMissing(raw)) row.reject('loading', 'MISSING', 'The row needs a number here.');
  const value = Number(plainDecimal(raw, row.style.decimal) ?? NaN);
  if (!Number.isFinite(value)) row.reject('loading', 'NOT_A_NUMBER', 'This is not a finite number.');
  else if (Math.abs(value) > LARGEST_LOADING)
    row.reject('loading', 'TOO_LARGE', 'No loading is as large as this.');
  return value === 0 ? 0 : value;
}
