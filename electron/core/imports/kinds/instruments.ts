import {
  MULTIPLIER_ONE,
  MULTIPLIER_PLACES,
  PRICE_PLACES,
  QUANTITY_ONE,
  QUANTITY_PLACES,
  SHARES_PLACES,
} from '#shared/domain/decimal.ts';
import type { ImportKind } from '../import-kind.ts';
import { readNumber } from '../number-style.ts';
import { readCurrency } from '../read-currency.ts';
import type { RowReader } from '../row-reader.ts';

/** The security master. Values in the order of the store's columns, spelling of the symbol first. */
export const instruments: ImportKind = {
  name: 'instruments',
  required: [['symbol']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    {
      name: 'name',
      type: 'text',
      aliases: ['security name', 'company', 'company name', 'description', 'long name'],
    },
    { name: 'issuer', type: 'text', aliases: ['issuer name'] },
    { name: 'sector', type: 'text', aliases: ['gics sector', 'industry sector'] },
    { name: 'sub_industry', type: 'text', aliases: ['gics sub industry', 'industry', 'sub sector'] },
    { name: 'country', type: 'text', aliases: ['country of risk', 'domicile', 'country code'] },
    { name: 'currency', type: 'text', aliases: ['ccy', 'crncy', 'trading currency'] },
    {
      name: 'asset_class',
      type: 'text',
      aliases: ['asset type', 'security type', 'instrument type', 'sec type'],
    },
    { name: 'exchange', type: 'text', aliases: ['mic', 'primary exchange', 'market', 'listing exchange'] },
    { name: 'lot_size', type: 'number', aliases: ['lot', 'round lot', 'board lot'] },
    { name: 'tick_size', type: 'number', aliases: ['tick', 'min tick', 'price increment'] },
    { name: 'multiplier', type: 'number', aliases: ['contract multiplier', 'contract size', 'point value'] },
    {
      name: 'shares_outstanding',
      type: 'number',
      aliases: ['shares outstanding est', 'shs out', 'shares out', 'eqy sh out'],
    },
  ],
  open:
    (content, { baseCurrency }) =>
    (row) => {
      const values = [
        row.requiredText('symbol'),
        row.text('name'),
        row.text('issuer'),
        row.text('sector'),
        row.text('sub_industry'),
        row.text('country'),
        readCurrency(row, 'currency', baseCurrency),
        row.text('asset_class'),
        row.text('exchange'),
        positive(row, 'lot_size', QUANTITY_PLACES) ?? QUANTITY_ONE,
        positive(row, 'tick_size', PRICE_PLACES),
        positive(row, 'multiplier', MULTIPLIER_PLACES) ?? MULTIPLIER_ONE,
        sharesOutstanding(row),
      ];
      if (!row.rejected) content.add('instruments', row.line, values);
    },
};

function positive(row: RowReader, column: string, places: number): number | null {
  const value = row.decimal(column, places);
  if (value !== null && value <= 0) row.reject(column, 'NOT_POSITIVE', 'This number must be above zero.');
  return value;
}

/**
 * Whole shares up to 2^53. An estimate in fractions, or one beyond that, is listed and left empty; the row is kept: only
 * a control of market capitalisation needs it, and misses it then.
 */
function sharesOutstanding(row: RowReader): number | null {
  const column = 'shares_outstanding';
  const reading = readNumber(row.raw(column), row.style.decimal, SHARES_PLACES);
  if (reading === 'TOO_LARGE') {
    row.flag(column, reading, 'More shares than are kept exactly: the instrument is kept without them.');
    return null;
  }
  if (reading === 'TOO_PRECISE') {
    row.flag(column, reading, 'Not a whole number of shares: the instrument is kept without them.');
    return null;
  }
  return positive(row, column, SHARES_PLACES);
}
