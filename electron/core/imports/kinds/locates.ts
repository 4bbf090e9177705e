import { QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { ImportKind } from '../import-kind.ts';

/** What lenders have set aside: how much of a symbol an account may sell short, to the end of which date. */
export const locates: ImportKind = {
  name: 'locates',
  required: [['account'], ['symbol'], ['quantity'], ['expires']],
  columns: [
    { name: 'account', type: 'text', aliases: ['acct', 'account id', 'portfolio'] },
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    {
      name: 'quantity',
      type: 'number',
      aliases: ['located', 'located quantity', 'locate quantity', 'shares', 'qty', 'approved'],
    },
    {
      name: 'expires',
      type: 'date',
      aliases: ['expiry', 'expiry date', 'expires on', 'good until', 'valid to'],
    },
  ],
  open: (content) => (row) => {
    const account = row.requiredText('account');
    const symbol = row.requiredText('symbol');
    const quantity = row.requiredDecimal('quantity', QUANTITY_PLACES);
    if (quantity < 0) row.reject('quantity', 'NEGATIVE', 'What is located cannot be below zero.');
    const expires = row.requiredDate('expires');
    if (!row.rejected) content.add('locates', row.line, [account, symbol, expires, quantity]);
  },
};
