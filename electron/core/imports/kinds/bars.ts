import { PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { BarField, RowContradiction } from '../bar-columns.ts';
import type { ImportKind } from '../import-kind.ts';
import type { RowReader } from '../row-reader.ts';

/**
 * Daily bars. A missing close stays missing. What would put a wrong number into a risk figure rejects the row: a
 * close or a volume that cannot be, a date after today. What only spoils the day's range is kept with a flag, since
 * real files have such rows: a high below the low loses both, an open or a close outside the range stays.
 */
export const bars: ImportKind = {
  name: 'bars',
  required: [['symbol'], ['date'], ['close']],
  columns: [
    { name: 'symbol', type: 'text', aliases: ['ticker', 'ticker symbol', 'security', 'instrument', 'ric'] },
    {
      name: 'date',
      type: 'date',
      aliases: ['trade date', 'trading date', 'day', 'datetime', 'timestamp', 'time'],
    },
    { name: 'open', type: 'number', aliases: ['px open', 'open price', 'opening price', 'o'] },
    { name: 'high', type: 'number', aliases: ['px high', 'high price', 'h'] },
    { name: 'low', type: 'number', aliases: ['px low', 'low price', 'l'] },
    {
      name: 'close',
      type: 'number',
      aliases: [
        'px last',
        'close price',
        'closing price',
        'last',
        'last price',
        'price close',
        'adj close',
        'adjusted close',
        'c',
      ],
    },
    { name: 'volume', type: 'number', aliases: ['vol', 'px volume', 'shares traded', 'total volume', 'v'] },
  ],
  open:
    (content, { today }) =>
    (row) => {
      const symbol = row.requiredText('symbol');
      const date = row.requiredDate('date');
      if (date > today) row.reject('date', 'FUTURE_DATE', 'The date lies after today.');
      const contradict: Contradict = (rule, value, against) => {
        if (row.rejected) return;
        content.bars.contradict({ spelling: symbol, date, file: content.file, rule, value, against });
      };
      const values = {
        close: close(row, contradict),
        open: range(row, 'open'),
        high: range(row, 'high'),
        low: range(row, 'low'),
        volume: volume(row),
      };
      checkRange(row, values, contradict);
      if (!row.rejected) content.bars.add(symbol, date, row.line, values);
    },
};

type Contradict = (rule: RowContradiction['rule'], value: number, against: number | null) => void;

function close(row: RowReader, contradict: Contradict): number | null {
  const value = row.decimal('close', PRICE_PLACES);
  if (value === null || value > 0) return value;
  contradict('NOT_POSITIVE', value, null);
  row.reject('close', 'NOT_POSITIVE', 'A close must be above zero.');
  return value;
}

function volume(row: RowReader): number | null {
  const value = row.decimal('volume', QUANTITY_PLACES);
  if (value !== null && value < 0) row.reject('volume', 'NEGATIVE', 'A volume cannot be negative.');
  return value;
}

/** Some vendors write 0 for a price they do not have. */
function range(row: RowReader, column: BarField): number | null {
  const value = row.decimal(column, PRICE_PLACES);
  if (value === null || value > 0) return value;
  row.flag(column, 'NOT_POSITIVE', 'This price is not above zero: the bar is kept without it.');
  return null;
}

function checkRange(row: RowReader, values: Record<BarField, number | null>, contradict: Contradict): void {
  const { open, high, low, close } = values;
  if (high === null || low === null) return;
  if (high < low) {
    contradict('HIGH_BELOW_LOW', high, low);
    row.flag('high', 'HIGH_BELOW_LOW', 'The high is below the low: the bar is kept without both.');
    values.high = null;
    values.low = null;
    return;
  }
  for (const [column, price] of [
    ['open', open],
    ['close', close],
  ] as const) {
    if (price !== null && (price > high || price < low)) {
      row.flag(
        column,
        'OUT_OF_RANGE',
        `The ${column} lies outside the day's low and high: the bar is kept as it is.`,
      );
    }
  }
}
