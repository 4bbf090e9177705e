import type { ColDef } from 'ag-grid-community';
import type { BookRow } from '#shared/contract/schemas.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import {
  formatMoney,
  formatMoneyExact,
  formatPercent,
  formatPrice,
  formatQuantity,
} from '#renderer/format/numbers.ts';
import { formatDay } from '#renderer/format/times.ts';

const zeroIsQuiet = ({ value }: { value: unknown }): string =>
  value === 0 ? 'num right quiet' : 'num right';

const upOrDown = ({ value }: { value: unknown }): string =>
  typeof value === 'number' && value !== 0 ? `num right ${value > 0 ? 'up' : 'down'}` : 'num right';

export const BOOK_COLUMNS: ColDef<BookRow>[] = [
  textColumn('symbol', 'Symbol', { width: 72, pinned: 'left', cellClass: 'id strong', tooltipField: 'name' }),
  numberColumn('quantity', 'Position', formatQuantity, { width: 80 }),
  numberColumn('price', 'Price', formatPrice, {
    width: 72,
    tooltipValueGetter: ({ data }) => `of ${formatDay(data?.priceAsOf ?? null)}`,
  }),
  numberColumn('value', 'Value', formatMoney, {
    width: 94,
    tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
  }),
  numberColumn('weight', 'Weight of NAV', formatPercent, { width: 100 }),
  numberColumn('workingBuy', 'Working buy', formatQuantity, { width: 90, cellClass: zeroIsQuiet }),
  numberColumn('workingSell', 'Working sell', formatQuantity, { width: 90, cellClass: zeroIsQuiet }),
  textColumn('account', 'Account', { width: 80 }),
  textColumn('name', 'Name', { width: 180, tooltipField: 'name' }),
  numberColumn('avgPrice', 'Avg price', formatPrice, { width: 88 }),
  numberColumn('unrealisedPnl', 'Unrealised P&L', formatMoney, { width: 108, cellClass: upOrDown }),
  textColumn('sector', 'Sector', { width: 160 }),
];
