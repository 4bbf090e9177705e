import { PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { ImportKind } from '../import-kind.ts';
import { isMissing } from '../number-style.ts';
import { readInstant } from '../read-instant.ts';
import type { RowReader } from '../row-reader.ts';

const MAX_ID = 64;

/**
 * Fills of tickets that were sent. They are checked against the desk when the import is accepted, in the order of the
 * file: a fill that is recorded already is a duplicate, one that its ticket cannot take is rejected then.
 */
export const executions: ImportKind = {
  name: 'executions',
  required: [['exec_id'], ['cl_ord_id'], ['last_qty'], ['last_px']],
  columns: [
    { name: 'exec_id', type: 'text', aliases: ['execution id', 'trade id', 'fill id'] },
    { name: 'cl_ord_id', type: 'text', aliases: ['client order id', 'order id', 'ticket', 'ticket id'] },
    {
      name: 'last_qty',
      type: 'number',
      aliases: ['last shares', 'fill qty', 'fill quantity', 'executed quantity', 'quantity', 'qty'],
    },
    { name: 'last_px', type: 'number', aliases: ['last price', 'fill price', 'execution price', 'price'] },
    { name: 'time', type: 'time', aliases: ['transact time', 'timestamp', 'execution time', 'trade time'] },
  ],
  open: (content) => (row) => {
    const values = [
      id(row, 'exec_id'),
      id(row, 'cl_ord_id'),
      positive(row, 'last_qty', QUANTITY_PLACES),
      positive(row, 'last_px', PRICE_PLACES),
      time(row),
    ];
    if (!row.rejected) content.add('executions', row.line, values);
  },
};

function id(row: RowReader, column: string): string {
  const value = row.requiredText(column);
  if (value.length > MAX_ID) row.reject(column, 'TOO_LONG', `An id has at most ${MAX_ID} characters.`);
  return value;
}

function positive(row: RowReader, column: string, places: number): number {
  const value = row.requiredDecimal(column, places);
  if (!row.rejected && value <= 0)
    row.reject(column, 'NOT_POSITIVE', 'A fill has a quantity and a price above 0.');
  return value;
}

function time(row: RowReader): number | null {
  const text = row.text('time');
  if (isMissing(text)) return null;
  const at = readInstant(text, row.style.dateOrder);
  if (at === null) row.reject('time', 'NOT_A_TIME', 'The time is not an instant.');
  return at;
}
