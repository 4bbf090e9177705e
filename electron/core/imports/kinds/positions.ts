import { PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { ImportKind } from '../import-kind.ts';
import type { RowReader } from '../row-reader.ts';
import { MAIN } from './accounts.ts';

const LONG = new Set(['L', 'LONG', 'B', 'BUY', 'BOT', '1', '+']);
const SHORT = new Set(['S', 'SHORT', 'SELL', 'SLD', 'SS', 'SELL_SHORT', '2', '5', '-']);

/**
 * Positions, signed: short is negative. With a side column the quantity may be unsigned; a negative quantity on a
 * long row contradicts itself and is rejected. Several rows of one account and symbol are lots and are summed.
 */
export const positions: ImportKind = {
  name: 'positions',
  required: [['symbol'], ['quantity']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    {
      name: 'quantity',
      type: 'number',
      aliases: [
        'qty',
        'position',
        'shares',
        'units',
        'net position',
        'net quantity',
        'holding',
        'holdings',
        'pos',
      ],
    },
    {
      name: 'account',
      type: 'text',
      aliases: ['account id', 'acct', 'account number', 'portfolio', 'fund', 'book'],
    },
    {
      name: 'avg_price',
      type: 'number',
      aliases: [
        'average price',
        'avg px',
        'avg cost',
        'average cost',
        'cost price',
        'unit cost',
        'cost basis per share',
      ],
    },
    { name: 'side', type: 'text', aliases: ['long short', 'ls', 'direction', 'buy sell'] },
  ],
  open: (content) => (row) => {
    const values = [
      row.text('account') || MAIN,
      row.requiredText('symbol'),
      signed(row, row.requiredDecimal('quantity', QUANTITY_PLACES)),
      averagePrice(row),
    ];
    if (!row.rejected) content.add('positions', row.line, values);
  },
};

function signed(row: RowReader, quantity: number): number {
  const side = row.text('side').toUpperCase().replaceAll(' ', '_');
  if (side === '') return quantity;
  if (SHORT.has(side)) return quantity === 0 ? 0 : -Math.abs(quantity);
  if (!LONG.has(side)) row.reject('side', 'UNKNOWN_VALUE', 'A side is long or short, L or S.');
  else if (quantity < 0)
    row.reject('quantity', 'CONTRADICTION', 'The side is long and the quantity negative.');
  return quantity;
}

function averagePrice(row: RowReader): number | null {
  const value = row.decimal('avg_price', PRICE_PLACES);
  if (value !== null && value < 0)
    row.reject('avg_price', 'NEGATIVE', 'An average price cannot be negative.');
  return value;
}
