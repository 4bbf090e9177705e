import type { ColDef } from 'ag-grid-community';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import {
  formatMoney,
  formatMoneyExact,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatRatio,
} from '#renderer/format/numbers.ts';
import { formatDay } from '#renderer/format/times.ts';
import { FlagCell } from './flag-cell.tsx';
import { FLAG_WORDS, type PositionRow } from './position-row.ts';

const zeroIsQuiet = ({ value }: { value: unknown }): string =>
  value === 0 ? 'num right quiet' : 'num right';

const upOrDown = ({ value }: { value: unknown }): string =>
  typeof value === 'number' && value !== 0 ? `num right ${value > 0 ? 'up' : 'down'}` : 'num right';

export const BOOK_COLUMNS: ColDef<PositionRow>[] = [
  textColumn('symbol', 'Symbol', { width: 68, pinned: 'left', cellClass: 'id strong', tooltipField: 'name' }),
  textColumn('account', 'Account', { width: 72, tooltipField: 'account' }),
  numberColumn('quantity', 'Position', formatQuantity, { width: 74 }),
  numberColumn('value', 'Value', formatMoney, {
    width: 94,
    tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
  }),
  numberColumn('weight', 'Weight', formatPercent, { width: 76, headerTooltip: 'Of the NAV of its account' }),
  numberColumn('dayPnl', 'P&L today', formatMoney, {
    width: 88,
    cellClass: upOrDown,
    headerTooltip:
      'Against the previous close, and against the fill for what was traded today; base currency',
  }),
  numberColumn('price', 'Price', formatPrice, {
    width: 72,
    tooltipValueGetter: ({ data }) => `of ${formatDay(data?.priceAsOf ?? null)}`,
  }),
  numberColumn('componentVar', 'Component VaR', formatMoney, {
    width: 110,
    headerTooltip: 'Its part of the VaR of the book shown, 99 %, one day, parametric; negative: it hedges',
  }),
  numberColumn('liquidityDays', 'Days to sell', formatRatio, {
    width: 88,
    headerTooltip: 'At a fifth of the average volume of the last 20 bars',
  }),
  textColumn('flags', 'Data', {
    width: 128,
    valueGetter: ({ data }) => (data?.flags ?? []).map((flag) => FLAG_WORDS[flag]).join(', '),
    tooltipValueGetter: ({ data }) => (data?.flags ?? []).map((flag) => FLAG_WORDS[flag]).join(', '),
    cellRenderer: FlagCell,
  }),
  numberColumn('workingBuy', 'Working buy', formatQuantity, { width: 90, cellClass: zeroIsQuiet }),
  numberColumn('workingSell', 'Working sell', formatQuantity, { width: 90, cellClass: zeroIsQuiet }),
  numberColumn('realisedPnl', 'Realised today', formatMoney, {
    width: 104,
    cellClass: zeroIsQuiet,
    headerTooltip: "What today's fills closed, against the average price before each; base currency",
  }),
  numberColumn('unrealisedPnl', 'Unrealised P&L', formatMoney, { width: 108, cellClass: upOrDown }),
  numberColumn('avgPrice', 'Avg price', formatPrice, { width: 88 }),
  numberColumn('marginalVar', 'Marginal VaR', formatPercent, {
    width: 98,
    headerTooltip: 'VaR that one more unit of money in it adds, percent of that money',
  }),
  textColumn('name', 'Name', { width: 180, tooltipField: 'name' }),
  textColumn('sector', 'Sector', { width: 160 }),
];
