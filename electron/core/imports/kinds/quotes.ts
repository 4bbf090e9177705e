import { PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import { sessionEnd } from '../../marketdata/calendar-date.ts';
import type { ImportKind } from '../import-kind.ts';
import { readInstant } from '../read-instant.ts';
import type { RowReader } from '../row-reader.ts';

/** Quotes and trades: both sides or neither, and a last price where there is one. Crossed or unpriced rows are rejects. */
export const quotes: ImportKind = {
  name: 'quotes',
  required: [['symbol'], ['time'], ['bid'], ['ask']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    { name: 'time', type: 'time', aliases: ['timestamp', 'quote time', 'datetime', 'date time'] },
    { name: 'bid', type: 'number', aliases: ['bid price', 'bid px', 'best bid'] },
    { name: 'ask', type: 'number', aliases: ['ask price', 'ask px', 'offer', 'offer price', 'best ask'] },
    { name: 'last', type: 'number', aliases: ['last price', 'last trade', 'trade price', 'px last'] },
    { name: 'bid_size', type: 'number', aliases: ['bid qty', 'bid quantity', 'bid volume'] },
    { name: 'ask_size', type: 'number', aliases: ['ask qty', 'ask quantity', 'offer size', 'ask volume'] },
  ],
  open:
    (content, { today }) =>
    (row) => {
      const symbol = row.requiredText('symbol');
      const time = row.requiredText('time');
      const at = readInstant(time, row.style.dateOrder);
      if (at === null) row.reject('time', 'NOT_AN_INSTANT', 'This is no date with a time of day.');
      else if (at > sessionEnd(today) + 999) row.reject('time', 'FUTURE_DATE', 'The quote lies after today.');
      const [bid, ask, last] = [priceIn(row, 'bid'), priceIn(row, 'ask'), priceIn(row, 'last')];
      if ((bid === null) !== (ask === null))
        row.reject(bid === null ? 'bid' : 'ask', 'ONE_SIDED', 'A quote has a bid and an ask, or neither.');
      else if (bid === null && last === null)
        row.reject('bid', 'MISSING', 'The row has neither a quote nor a last price.');
      else if (bid !== null && ask !== null && bid > ask)
        row.reject('bid', 'CROSSED', 'The bid is above the ask.');
      const values = [symbol, at, bid, ask, last, sizeIn(row, 'bid_size'), sizeIn(row, 'ask_size')];
      if (!row.rejected) content.add('quotes', row.line, values);
    },
};

function priceIn(row: RowReader, column: string): number | null {
  const value = row.decimal(column, PRICE_PLACES);
  if (value !== null && value <= 0) row.reject(column, 'NOT_POSITIVE', 'A price must be above zero.');
  return value;
}

function sizeIn(row: RowReader, column: string): number | null {
  const value = row.decimal(column, QUANTITY_PLACES);
  if (value !== null && value < 0) row.reject(column, 'NEGATIVE', 'A size cannot be negative.');
  return value;
}
