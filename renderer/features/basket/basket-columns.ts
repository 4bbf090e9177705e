import type { ColDef } from 'ag-grid-community';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { PRICE_PLACES, QUANTITY_PLACES, toPrice, toQuantity } from '#shared/domain/decimal.ts';
import type { Verdict } from '#shared/domain/decision.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { formatCount, formatExact, formatMoney, formatQuantity, UNKNOWN } from '#renderer/format/numbers.ts';
import { titleOfCode, VERDICT_WORDS } from '#renderer/format/verdict-words.ts';
import type { BasketAnswer } from './use-basket.ts';

/** A draft, and what was said of it when it was checked. */
export interface BasketRow {
  readonly id: string;
  readonly place: number;
  readonly ticket: TicketInput;
  readonly line: BasketAnswer['tickets'][number] | null;
}

const exact = (text: string | undefined, read: (text: string) => unknown, places: number): string => {
  if (text === undefined) return '';
  const value = read(text);
  return typeof value === 'number' ? formatExact(value, places) : text;
};

export const BASKET_COLUMNS: ColDef<BasketRow>[] = [
  numberColumn('place', '#', formatCount, { width: 44, pinned: 'left', enableCellChangeFlash: false }),
  textColumn('ticket.account', 'Account', { width: 70 }),
  textColumn('ticket.side', 'Side', { width: 58, valueFormatter: ({ value }) => titleOfCode(String(value)) }),
  numberColumn('ticket.orderQty', 'Qty', formatQuantity, {
    width: 74,
    valueFormatter: ({ value }) => exact(value as string, toQuantity, QUANTITY_PLACES),
    comparator: (a: string, b: string) => Number(a) - Number(b),
  }),
  textColumn('ticket.symbol', 'Symbol', { width: 62, cellClass: 'id strong' }),
  numberColumn('ticket.price', 'Price', formatQuantity, {
    width: 66,
    valueFormatter: ({ value, data }) =>
      data?.ticket.ordType === 'MARKET'
        ? 'market'
        : exact(value as string | undefined, toPrice, PRICE_PLACES),
  }),
  textColumn('ticket.ordType', 'Type', {
    width: 66,
    valueFormatter: ({ value }) => titleOfCode(String(value)),
  }),
  textColumn('ticket.timeInForce', 'TIF', { width: 44 }),
  numberColumn('line.maxQty', 'Max qty', formatQuantity, { width: 80 }),
  textColumn('line.binding', 'Binding limit', {
    width: 130,
    valueGetter: ({ data }) => {
      const binding = data?.line?.binding ?? null;
      return binding === null ? '' : controlTitle(binding.code);
    },
  }),
  numberColumn('line.notional', 'Notional', formatMoney, { width: 96 }),
  textColumn('line.verdict', 'Verdict', {
    width: 92,
    pinned: 'right',
    cellRenderer: ({ value }: { value: Verdict | undefined }) =>
      value === undefined ? UNKNOWN : StatusMark({ status: value }),
    valueFormatter: ({ value }) => (value == null ? '' : VERDICT_WORDS[value as Verdict]),
  }),
];
