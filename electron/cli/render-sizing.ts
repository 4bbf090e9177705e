import type { RebalanceReport } from '#electron/core/whatif/rebalance-report.ts';
import type { SizedTicket, SizingReport } from '#electron/core/whatif/sizing-report.ts';
import type { Rebalance } from '#shared/contract/procedures/whatif.ts';
import { moneyText, percentText, quantityText, ratioText } from './number-text.ts';
import { paintVerdict } from './paint.ts';
import { renderTable, type Column } from './render-table.ts';

const right = (title: string): Column => ({ title, align: 'right' });

/** Sizes for people: a row a ticket, then what all of them together make of each account. */
export function renderSizing({ tickets, rebalances }: SizingReport, colour: boolean): string {
  const columns: readonly Column[] = [
    { title: 'clOrdId' },
    { title: 'ticket' },
    ...['quantity', 'value', 'of NAV', 'used', 'VaR adds', 'impact bps', 'days'].map(right),
    { title: 'verdict', paint: paintVerdict(colour) },
    right('max'),
    { title: 'because' },
  ];
  const rows = tickets.map((sized) => [
    sized.clOrdId,
    `${sized.side} ${sized.symbol}`,
    quantityText(sized.orderQty),
    moneyText(sized.value),
    percentText(sized.weight),
    percentText(sized.budgetUsed),
    moneyText(sized.incrementalVar),
    ratioText(sized.impactBps),
    ratioText(sized.daysToTrade),
    sized.decision?.verdict ?? '-',
    sized.decision === null ? '-' : quantityText(sized.decision.maxQty),
    because(sized),
  ]);
  return `${renderTable(columns, rows)}\n${renderTable(BOOKS, rebalances.flatMap(booksOf))}`;
}

/** What stops the size, or what it lacks. */
function because({ lacks, cappedAt, cappedBy }: SizedTicket): string {
  const missing = lacks.find(({ field }) => field === 'quantity');
  if (missing !== undefined)
    return `no ${missing.input}${missing.detail === '' ? '' : ` (${missing.detail})`}`;
  return cappedText(cappedAt, cappedBy);
}

function cappedText(cappedAt: number | null, cappedBy: SizedTicket['cappedBy']): string {
  if (cappedAt === null) return '';
  const limit = cappedBy?.limitId ?? null;
  return `${cappedBy?.code ?? 'limits'}${limit === null ? '' : ` [${limit}]`}: at most ${quantityText(cappedAt)}`;
}

const BOOKS: readonly Column[] = [
  { title: 'book' },
  { title: '' },
  ...['gross', 'net', 'VaR parametric', 'VaR historical', 'shortfall'].map(right),
];

function booksOf({ account, before, after }: Rebalance): string[][] {
  return [
    [account, 'before', ...figuresOf(before)],
    ['', 'after all', ...figuresOf(after)],
  ];
}

const figuresOf = (figures: Rebalance['before']): string[] =>
  [
    figures.gross,
    figures.net,
    figures.var?.parametric ?? null,
    figures.var?.historical ?? null,
    figures.es?.historical ?? null,
  ].map(moneyText);

/** A rebalance for people: the tickets in their order, the targets that make none, and what all make of each account. */
export function renderRebalance({ tickets, targets, rebalances }: RebalanceReport, colour: boolean): string {
  const columns: readonly Column[] = [
    { title: 'clOrdId' },
    { title: 'ticket' },
    ...['quantity', 'value'].map(right),
    { title: 'verdict', paint: paintVerdict(colour) },
    right('max'),
    { title: 'because' },
  ];
  const rows = tickets.map(({ ticket, value, decision, cappedAt, cappedBy }) => [
    ticket.clOrdId ?? '',
    `${ticket.side} ${ticket.symbol}`,
    quantityText(Number(ticket.orderQty)),
    moneyText(value),
    decision.verdict,
    quantityText(decision.maxQty),
    cappedText(cappedAt, cappedBy),
  ]);
  const left = targets
    .filter(({ outcome }) => outcome !== 'TRADE')
    .map(({ account, symbol, held, target, outcome, lack }) => [
      account,
      symbol,
      quantityText(held),
      quantityText(target),
      lack === null ? outcome : `no ${lack.input} (${lack.detail})`,
    ]);
  const leftAlone = [
    { title: 'account' },
    { title: 'left alone' },
    right('held'),
    right('target'),
    { title: '' },
  ];
  return [
    renderTable(columns, rows),
    ...(left.length === 0 ? [] : [renderTable(leftAlone, left)]),
    renderTable(BOOKS, rebalances.flatMap(booksOf)),
  ].join('\n');
}
