import type { ColDef } from 'ag-grid-community';
import type { FlaggedBar } from '#shared/contract/schemas/market.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { formatPrice } from '#renderer/format/numbers.ts';
import { formatInstant } from '#renderer/format/times.ts';

const RULES: Readonly<Record<FlaggedBar['rule'], string>> = {
  LARGE_RETURN: 'Large return',
  DECIMAL_SHIFT: 'Decimal shift',
  HIGH_BELOW_LOW: 'High below low',
  NOT_POSITIVE: 'Not positive',
};

export const SUSPICIOUS_BAR_COLUMNS: ColDef<FlaggedBar>[] = [
  textColumn('symbol', 'Symbol', { width: 72, pinned: 'left', cellClass: 'id strong' }),
  textColumn('date', 'Date', { width: 88, cellClass: 'num' }),
  textColumn('rule', 'Rule', {
    width: 104,
    valueFormatter: ({ data }) => (data === undefined ? '' : RULES[data.rule]),
  }),
  numberColumn('value', 'Value', formatPrice, { width: 74 }),
  numberColumn('against', 'Against', formatPrice, {
    width: 74,
    tooltipValueGetter: ({ data }) => (data?.rule === 'HIGH_BELOW_LOW' ? 'the low' : 'the close before'),
  }),
  textColumn('state', 'State', {
    width: 84,
    pinned: 'right',
    cellClass: ({ value }) => (value === 'OPEN' ? 'strong' : ''),
  }),
  textColumn('by', 'By', { width: 80, tooltipValueGetter: ({ data }) => formatInstant(data?.at ?? null) }),
  textColumn('reason', 'Reason', { flex: 1, minWidth: 140, tooltipField: 'reason' }),
];
