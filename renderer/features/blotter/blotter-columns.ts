import type { ColDef } from 'ag-grid-community';
import type { BlotterRow } from '#shared/contract/schemas.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
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
    width: 76,
    pinned: 'left',
    cellClass: 'num quiet',
    valueFormatter: ({ value }) => formatClock(value as number),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : formatInstant(data.at)),
  }),
  textColumn('clOrdId', 'Order id', {
    width: 122,
    pinned: 'left',
    cellClass: 'id',
    tooltipField: 'clOrdId',
    // Made-up ids begin alike and differ at the end; copies and exports carry the whole.
    cellRenderer: ({ value }: { value: string }) => (value.length > 15 ? `…${value.slice(-12)}` : value),
  }),
  textColumn('side', 'Side', {
    width: 64,
    cellClass: 'strong',
    valueFormatter: ({ value }) => SIDES[value as string] ?? String(value),
  }),
  numberColumn('orderQty', 'Qty', formatQuantity, { width: 72 }),
  textColumn('symbol', 'Symbol', { width: 68, cellClass: 'id strong', tooltipField: 'symbol' }),
  textColumn('ordType', 'Type', { width: 70, valueFormatter: ({ value }) => titleOfCode(value as string) }),
  numberColumn('price', 'Price', formatPrice, { width: 72 }),
  textColumn('account', 'Account', { width: 70, tooltipField: 'account' }),
  numberColumn('notional', 'Notional', formatMoney, {
    width: 88,
    tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
  }),
  textColumn('state', 'State', {
    width: 106,
    enableCellChangeFlash: true,
    valueFormatter: ({ value }) => (value === null ? 'Checked only' : titleOfCode(value as string)),
    cellClass: ({ value }) => (value === null ? 'quiet' : 'strong'),
  }),
  numberColumn('cumQty', 'Filled', formatQuantity, { width: 76 }),
  numberColumn('leavesQty', 'Leaves', formatQuantity, { width: 76 }),
  numberColumn('maxQty', 'Max qty', formatQuantity, { width: 84 }),
  textColumn('bindingCode', 'Binding control', {
    width: 220,
    valueGetter: ({ data }) => bindingOf(data),
    tooltipValueGetter: ({ data }) => bindingOf(data),
  }),
  textColumn('trader', 'Trader', { width: 90 }),
  textColumn('strategy', 'Strategy', { width: 90 }),
  numberColumn('evalMicros', 'Eval', formatMicros, { width: 74 }),
  textColumn('verdict', 'Verdict', {
    width: 88,
    pinned: 'right',
    cellRenderer: ({ value }: { value: BlotterRow['verdict'] }) => StatusMark({ status: value }),
    valueFormatter: ({ value }) => VERDICT_WORDS[value as BlotterRow['verdict']],
  }),
];

const bindingOf = (row: BlotterRow | undefined): string =>
  row?.bindingCode == null
    ? ''
    : titleOfCode(row.bindingCode) + (row.bindingLimitId === null ? '' : ` · ${row.bindingLimitId}`);
