import { MONEY_PLACES } from '#shared/domain/decimal.ts';
import type { ImportKind } from '../import-kind.ts';
import { readCurrency } from '../read-currency.ts';
import type { RowReader } from '../row-reader.ts';

/** Desk of an account that names none, and the account of a position that names none. */
export const MAIN = 'MAIN';
/** Margin of an account that names none, as a fraction of the value held long and short. */
export const DEFAULT_MARGIN = { long: 1, short: 1.5 } as const;

const MARGIN_PLACES = 8;

/** Accounts with their cash in the base currency; the default desk is `MAIN`, the default cash 0. */
export const accounts: ImportKind = {
  name: 'accounts',
  required: [['account']],
  columns: [
    {
      name: 'account',
      type: 'text',
      aliases: ['account id', 'acct', 'account number', 'portfolio', 'fund', 'book'],
    },
    { name: 'desk', type: 'text', aliases: ['desk id', 'trading desk', 'team'] },
    { name: 'base_currency', type: 'text', aliases: ['currency', 'ccy'] },
    { name: 'cash', type: 'number', aliases: ['cash balance', 'cash amount', 'balance'] },
    { name: 'margin_rate_long', type: 'number', aliases: ['margin long', 'long margin'] },
    { name: 'margin_rate_short', type: 'number', aliases: ['margin short', 'short margin'] },
  ],
  open:
    (content, { baseCurrency }) =>
    (row) => {
      const values = [
        row.requiredText('account'),
        row.text('desk') || MAIN,
        readCurrency(row, 'base_currency', baseCurrency),
        row.decimal('cash', MONEY_PLACES) ?? 0,
        margin(row, 'margin_rate_long', DEFAULT_MARGIN.long),
        margin(row, 'margin_rate_short', DEFAULT_MARGIN.short),
      ];
      if (!row.rejected) content.add('accounts', row.line, values);
    },
};

function margin(row: RowReader, column: string, otherwise: number): number {
  const value = row.decimal(column, MARGIN_PLACES);
  if (value !== null && value < 0) row.reject(column, 'NEGATIVE', 'A margin rate cannot be negative.');
  return value === null ? otherwise : value / 10 ** MARGIN_PLACES;
}
