import type { Order } from './order.ts';
import type { Lack } from './sizing-book.ts';
import type { SizedTicket } from './sizing-report.ts';

/** What each number beside a size lacks that is null. Where nothing is used of no target, nothing is lacking. */
export function lacksOf(order: Order, sized: Omit<SizedTicket, 'lacks'>): SizedTicket['lacks'] {
  const { view, book, facts } = order;
  const { symbol } = view.instrument;
  const lackIf = (isMissing: boolean, input: string): Lack | null =>
    isMissing ? { input, detail: symbol } : null;
  const price = lackIf(Number.isNaN(facts.price), view.missing ?? 'price');
  const adv = lackIf(Number.isNaN(facts.adv), 'adv');
  const risk = book.returnsLack(view) ?? price;
  const gross = Number.isNaN(facts.gross) ? book.riskLack : price;
  const impact = adv ?? book.riskLack ?? { input: 'returns', detail: symbol };
  const reasons: readonly (readonly [field: string, value: unknown, why: Lack | null])[] = [
    ['value', sized.value, price],
    ['weight', sized.weight, price ?? { input: 'nav', detail: '' }],
    ['weightGross', sized.weightGross, gross],
    ['after.gross', sized.after.gross, gross],
    ['after.hhi', sized.after.hhi, gross],
    ['after.var', sized.after.var, risk],
    ['incrementalVar', sized.incrementalVar, risk],
    ['componentVar', sized.componentVar, risk],
    ['impactBps', sized.impactBps, impact],
    ['impact', sized.impact, sized.impactBps === null ? impact : price],
    ['daysToTrade', sized.daysToTrade, adv],
    ['daysToLiquidate', sized.daysToLiquidate, adv],
  ];
  return reasons.flatMap(([field, value, why]) =>
    value === null ? [{ field, ...(why ?? EMPTY_BOOK) }] : [],
  );
}

/** A share of nothing. */
const EMPTY_BOOK: Lack = { input: 'gross', detail: 'the book is empty' };
