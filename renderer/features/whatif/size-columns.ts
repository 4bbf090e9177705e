import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { ModuleRegistry, TextEditorModule } from 'ag-grid-community';
import type { SizedTicketRow } from '#shared/contract/procedures/whatif.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import {
  formatInUnit,
  formatMoney,
  formatMoneyExact,
  formatPercent,
  formatQuantity,
  formatRatio,
  UNKNOWN,
} from '#renderer/format/numbers.ts';
import { inputsOf, lackSentence, type MethodInput, type MethodRow } from './method-inputs.ts';
import { typeInput, type WhatifTyped } from './whatif-store.ts';

ModuleRegistry.registerModules([TextEditorModule]);

/** A method with what is typed for it and what it makes of the ticket; null: not answered yet. */
export interface SizeRow {
  readonly method: MethodRow;
  readonly texts: WhatifTyped['inputs'][string];
  readonly problem: string | null;
  readonly sized: SizedTicketRow | null;
  readonly currency: string;
}

type Sized = SizedTicketRow | null | undefined;

/** Why there is no size, or which limit stops the next larger one. */
export function describeRow({ problem, sized }: SizeRow): string {
  if (problem !== null) return problem;
  if (sized === null) return '';
  const lack = sized.quantity === null ? sized.lacks[0] : undefined;
  if (lack !== undefined) {
    const said = lackSentence(lack.input) ?? describeMissing(lack);
    return said.charAt(0).toUpperCase() + said.slice(1);
  }
  const { cappedAt, cappedBy, decision } = sized;
  if (cappedBy !== null) return `${controlTitle(cappedBy.code)}, at most ${formatQuantity(cappedAt)}`;
  if (sized.orderQty === 0) return 'Less than one lot';
  return decision?.binding === null || decision === null ? 'None' : controlTitle(decision.binding.code);
}

const targetOf = ({ method, currency }: SizeRow): MethodInput | undefined =>
  inputsOf(method, currency).find(({ name }) => name === 'target');

function formatTarget(row: SizeRow): string {
  const input = targetOf(row);
  if (input === undefined) return 'none';
  const text = row.texts.target ?? '';
  return text === '' ? `type ${input.of}` : `${text} ${input.of}`;
}

/** A column of a number of the sized ticket. */
const sizedColumn = (
  colId: string,
  headerName: string,
  read: (sized: NonNullable<Sized>) => number | null | undefined,
  format: (value: number | null) => string,
  rest: ColDef<SizeRow> = {},
): ColDef<SizeRow> => ({
  ...numberColumn<SizeRow>(colId, headerName, format, rest),
  field: undefined as never,
  valueGetter: ({ data }) => (data?.sized == null ? null : (read(data.sized) ?? null)),
});

const moneyTip: ColDef<SizeRow> = {
  tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
};
const withHistorical = (figure: 'before' | 'after', of: 'var' | 'es'): ColDef<SizeRow> => ({
  width: 88,
  tooltipValueGetter: ({ data }) => `${formatMoneyExact(data?.sized?.[figure][of]?.historical)} by history`,
});

export const SIZE_COLUMNS: ColDef<SizeRow>[] = [
  {
    ...textColumn<SizeRow>('title', 'Method', { width: 172, pinned: 'left', cellClass: 'strong' }),
    valueGetter: ({ data }) => data?.method.title ?? '',
    tooltipValueGetter: ({ data }) => data?.method.formula.replaceAll('*', '×') ?? '',
    field: undefined as never,
  },
  {
    colId: 'target',
    headerName: 'Target (F2)',
    headerClass: 'ag-right-aligned-header',
    width: 124,
    cellEditor: 'agTextCellEditor',
    editable: ({ data }) => data !== undefined && targetOf(data) !== undefined,
    valueGetter: ({ data }) => data?.texts.target ?? '',
    valueFormatter: ({ data }) => (data === undefined ? '' : formatTarget(data)),
    valueSetter: ({ data, newValue }) => {
      typeInput(data.method.name, 'target', String(newValue ?? ''));
      return false;
    },
    cellClass: ({ data }) =>
      `num right${data === undefined || (data.texts.target ?? '') === '' ? ' quiet' : ' typed'}`,
    // Enter is to use the row: F2 or a double click edits.
    suppressKeyboardEvent: ({ event, editing }) => !editing && event.key === 'Enter',
  },
  sizedColumn('orderQty', 'Quantity', (one) => one.orderQty, formatQuantity, {
    width: 76,
    cellClass: 'num right strong',
  }),
  sizedColumn('value', 'Value', (one) => one.value, formatMoney, { width: 84, ...moneyTip }),
  sizedColumn(
    'varAfter',
    'VaR after',
    (one) => one.after.var?.parametric,
    formatMoney,
    withHistorical('after', 'var'),
  ),
  sizedColumn('incrementalVar', 'Incr. VaR', (one) => one.incrementalVar, formatMoney, {
    width: 78,
    ...moneyTip,
  }),
  {
    ...textColumn<SizeRow>('binds', 'Binding limit, or what is missing', { width: 220 }),
    field: undefined as never,
    valueGetter: ({ data }) => (data === undefined ? '' : describeRow(data)),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : describeRow(data)),
    cellClass: ({ data }) => (data?.problem != null || data?.sized?.orderQty == null ? 'quiet' : ''),
  },
  sizedColumn('weight', 'Weight of NAV', (one) => one.weight, formatPercent, { width: 98 }),
  sizedColumn('budgetUsed', 'Budget used', (one) => one.budgetUsed, formatPercent, { width: 88 }),
  sizedColumn('componentVar', 'Comp. VaR', (one) => one.componentVar, formatMoney, {
    width: 84,
    ...moneyTip,
  }),
  sizedColumn(
    'varBefore',
    'VaR before',
    (one) => one.before.var?.parametric,
    formatMoney,
    withHistorical('before', 'var'),
  ),
  sizedColumn(
    'esBefore',
    'ES before',
    (one) => one.before.es?.parametric,
    formatMoney,
    withHistorical('before', 'es'),
  ),
  sizedColumn(
    'esAfter',
    'ES after',
    (one) => one.after.es?.parametric,
    formatMoney,
    withHistorical('after', 'es'),
  ),
  sizedColumn('impactBps', 'Impact, bps', (one) => one.impactBps, formatRatio, { width: 84 }),
  sizedColumn('impact', 'Impact', (one) => one.impact, formatMoney, { width: 76, ...moneyTip }),
  sizedColumn('daysToTrade', 'Days to trade', (one) => one.daysToTrade, formatRatio, { width: 92 }),
  sizedColumn('daysToLiquidate', 'Days to liquidate', (one) => one.daysToLiquidate, formatRatio, {
    width: 108,
  }),
  {
    colId: 'verdict',
    headerName: 'Verdict',
    width: 92,
    pinned: 'right',
    valueGetter: ({ data }) => data?.sized?.decision?.verdict ?? null,
    cellRenderer: ({ value }: ICellRendererParams<SizeRow>) =>
      value == null ? UNKNOWN : StatusMark({ status: value as never }),
    tooltipValueGetter: ({ data }) => formatInUnit(data?.sized?.orderQty, 'QTY'),
  },
];
