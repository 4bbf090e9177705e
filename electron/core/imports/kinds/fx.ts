import { FX_PLACES } from '#shared/domain/decimal.ts';
import type { ImportKind } from '../import-kind.ts';
import { readCurrency } from '../read-currency.ts';

/** Exchange rates, base currency per unit of the currency. */
export const fx: ImportKind = {
  name: 'fx',
  required: [['currency'], ['date'], ['rate']],
  columns: [
    { name: 'currency', type: 'text', aliases: ['ccy', 'crncy', 'currency code'] },
    { name: 'date', type: 'date', aliases: ['rate date', 'as of', 'day', 'time'] },
    { name: 'rate', type: 'number', aliases: ['fx rate', 'exchange rate', 'mid', 'close', 'px last'] },
  ],
  open:
    (content, { today }) =>
    (row) => {
      row.requiredText('currency');
      const currency = readCurrency(row, 'currency', '');
      const date = row.requiredDate('date');
      if (date > today) row.reject('date', 'FUTURE_DATE', 'The date lies after today.');
      const rate = row.requiredDecimal('rate', FX_PLACES);
      if (rate <= 0) row.reject('rate', 'NOT_POSITIVE', 'A rate must be above zero.');
      if (!row.rejected) content.add('fx', row.line, [currency, date, rate]);
    },
};
