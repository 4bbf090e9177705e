import type { ColDef } from 'ag-grid-community';
import type { BlotterRow } from '#shared/contract/schemas/ticket.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { OrderId } from '#renderer/components/order-id.tsx';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import {
  formatMicros,
  formatMoney,
  formatMoneyExact,
  formatPrice,
  formatQuantity,
} from '#renderer/format/numbers.ts';
import { formatClock, formatInstant } from '#renderer/format/times.ts';
import { titleOfCode, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';

const SIDES: Readonly<Record<string, string>> = { BUY: 'BUY', SELL: 'SELL', SELL_SHORT: 'SHORT' };

export const BLOTTER_COLUMNS: ColDef<BlotterRow>[] = [
  textColumn('at', 'Time', {
    width: 78,
    pinned: 'left',
    cellClass: 'num quiet',
    valueFormatter: ({ value }) => formatClock(value as number),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : formatInstant(data.at)),
  }),
  textColumn('clOrdId', 'Order id', {
    width: 102,
    pinned: 'left',
    cellClass: 'id',
    tooltipField: 'clOrdId',
    cellRenderer: ({ value }: { value: string }) => OrderId({ id: value }),
  }),
  textColumn('side', 'Side', {
    width: 64,
    cellClass: 'strong',
    valueFormatter: ({ value }) => SIDES[value as string] ?? String(value),
  }),
  numberColumn('orderQty', 'Qty', formatQuantity, { width: 66 }),
  textColumn('symbol', 'Symbol', { width: 62, cellClass: 'id strong', tooltipField: 'symbol' }),
  numberColumn('price', 'Price', formatPrice, {
    width: 66,
    valueFormatter: ({ value, data }) =>
      data?.ordType === 'MARKET' ? 'market' : formatPrice(value as number | null),
  }),
  textColumn('state', 'State', {
    width: 100,
    enableCellChangeFlash: true,
    valueFormatter: ({ value }) => (value === null ? 'Checked only' : titleOfCode(value as string)),
    cellClass: ({ value }) => (value === null ? 'quiet' : 'strong'),
  }),
  // Before the wide text: a number that is cut off at the edge of a narrow pane reads as another number.
  numberColumn('maxQty', 'Max qty', formatQuantity, { width: 84 }),
  textColumn('bindingCode', 'Binding limit', {
    width: 118,
    valueGetter: ({ data }) => bindingOf(data),
    tooltipValueGetter: ({ data }) => bindingOf(data),
  }),
  numberColumn('notional', 'Notional', formatMoney, {
    width: 96,
    tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
  }),
  textColumn('account', 'Account', { width: 76, tooltipField: 'account' }),
  textColumn('ordType', 'Type', { width: 76, valueFormatter: ({ value }) => titleOfCode(value as string) }),
  numberColumn('cumQty', 'Filled', formatQuantity, { width: 76 }),
  numberColumn('leavesQty', 'Leaves', formatQuantity, { width: 76 }),
  textColumn('trader', 'Trader', { width: 90 }),
  textColumn('strategy', 'Strategy', { width: 90 }),
  numberColumn('evalMicros', 'Eval', formatMicros, { width: 74 }),
  textColumn('verdict', 'Verdict', {
    width: 92,
    pinned: 'right',
    cellRenderer: ({ value }: { value: BlotterRow['verdict'] }) => StatusMark({ status: value }),
    valueFormatter: ({ value }) => VERDICT_WORDS[value as BlotterRow['verdict']],
  }),
];

const bindingOf = (row: BlotterRow | undefined): string =>
  row?.bindingCode == null
    ? ''
    : controlTitle(row.bindingCode) + (row.bindingLimitId === null ? '' : ` · ${row.bindingLimitId}`);
