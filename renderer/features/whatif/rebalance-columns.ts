import type { ColDef } from 'ag-grid-community';
import type { PlacedTicketRow, TargetRow } from '#shared/contract/procedures/whatif.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { numberColumn, textColumn } from '#renderer/components/columns.ts';
import { StatusMark } from '#renderer/components/status-mark.tsx';
import { describeMissing } from '#renderer/format/describe-missing.ts';
import { formatMoney, formatMoneyExact, formatQuantity } from '#renderer/format/numbers.ts';
import { VERDICT_WORDS } from '#renderer/format/verdict-words.ts';

const SIDES: Readonly<Record<string, string>> = { BUY: 'BUY', SELL: 'SELL', SELL_SHORT: 'SHORT' };

/** `SELL 52,488 DOKI`. */
export const describeTicket = ({ ticket }: PlacedTicketRow): string =>
  `${SIDES[ticket.side] ?? ticket.side} ${formatQuantity(Number(ticket.orderQty))} ${ticket.symbol}`;

/** Which limit stops the next larger one, and the most it lets go where that is less. */
export function describeStop({ decision, cappedAt, cappedBy }: PlacedTicketRow): string {
  const code = cappedBy?.code ?? decision.binding?.code ?? null;
  if (code === null) return 'No limit binds';
  return cappedAt === null
    ? controlTitle(code)
    : `${controlTitle(code)}, at most ${formatQuantity(cappedAt)}`;
}

export const BASKET_COLUMNS: ColDef<PlacedTicketRow>[] = [
  numberColumn('place', '#', (place) => formatQuantity(place === null ? null : place + 1), {
    width: 42,
    pinned: 'left',
    cellClass: 'num right quiet',
    sortingOrder: ['asc', 'desc', null],
  }),
  textColumn('side', 'Side', {
    width: 56,
    cellClass: 'strong',
    valueGetter: ({ data }) => SIDES[data?.ticket.side ?? ''] ?? '',
  }),
  numberColumn('orderQty', 'Quantity', formatQuantity, {
    width: 72,
    valueGetter: ({ data }) => (data === undefined ? null : Number(data.ticket.orderQty)),
  }),
  textColumn('symbol', 'Symbol', {
    width: 64,
    cellClass: 'id strong',
    valueGetter: ({ data }) => data?.ticket.symbol ?? '',
  }),
  numberColumn('value', 'Value', formatMoney, {
    width: 80,
    tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
  }),
  textColumn('stop', 'Binding limit', {
    width: 190,
    valueGetter: ({ data }) => (data === undefined ? '' : describeStop(data)),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : describeStop(data)),
  }),
  numberColumn('impact', 'Impact', formatMoney, {
    width: 76,
    tooltipValueGetter: ({ value }) => formatMoneyExact(value as number | null),
  }),
  textColumn('account', 'Account', { width: 80, valueGetter: ({ data }) => data?.ticket.account ?? '' }),
  textColumn('verdict', 'Verdict', {
    width: 96,
    pinned: 'right',
    valueGetter: ({ data }) => data?.decision.verdict ?? 'UNDETERMINED',
    cellRenderer: ({ value }: { value: PlacedTicketRow['decision']['verdict'] }) =>
      StatusMark({ status: value }),
    valueFormatter: ({ value }) => VERDICT_WORDS[value as PlacedTicketRow['decision']['verdict']],
  }),
];

const OUTCOMES: Readonly<Record<TargetRow['outcome'], string>> = {
  TRADE: 'Traded',
  AT_TARGET: 'At its target',
  IN_BAND: 'In the band, left alone',
  OVER_TURNOVER: 'Left out: over the turnover',
  LESS_THAN_A_LOT: 'Less than one lot',
  TOO_SMALL: 'Below the smallest trade',
  NOT_KNOWN: 'Not known',
};

const describeOutcome = ({ outcome, lack }: TargetRow): string =>
  lack === null ? OUTCOMES[outcome] : `Error: ${describeMissing(lack)}`;

export const TARGET_COLUMNS: ColDef<TargetRow>[] = [
  textColumn('symbol', 'Symbol', { width: 78, pinned: 'left', cellClass: 'id strong' }),
  numberColumn('held', 'Held', formatQuantity, { width: 84 }),
  numberColumn(
    'target',
    'Target',
    (value) => formatQuantity(value === null ? null : Math.round(value * 100) / 100),
    {
      width: 92,
    },
  ),
  numberColumn('trade', 'Trade', formatQuantity, { width: 84, cellClass: 'num right strong' }),
  textColumn('outcome', 'Outcome', {
    width: 240,
    valueGetter: ({ data }) => (data === undefined ? '' : describeOutcome(data)),
    tooltipValueGetter: ({ data }) => (data === undefined ? '' : describeOutcome(data)),
  }),
  textColumn('account', 'Account', { width: 80 }),
];
