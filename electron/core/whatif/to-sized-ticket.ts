import { QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { BookFigures } from '#shared/contract/procedures/whatif.ts';
import { returnStatistic } from '#shared/controls/views.ts';
import { daysToLiquidate, impactBps } from '#shared/quant/liquidity.ts';
import { covarianceOf } from '#shared/quant/scenario.ts';
import { toScaled, withQuantity } from './allowed-quantity.ts';
import { lacksOf } from './lacks-of.ts';
import { advOf } from './order-facts.ts';
import type { Order, Size, Sized } from './order.ts';
import { finite, type Lack, type SizingBook } from './sizing-book.ts';
import type { SizedTicket } from './sizing-report.ts';

export interface Answer {
  readonly index: number;
  readonly ticket: Ticket;
  readonly order: Order | { readonly lack: Lack };
  readonly sized: Sized;
  readonly participation: number;
}

const NO_FIGURES: BookFigures = { gross: null, net: null, hhi: null, sigma: null, var: null, es: null };

/** A size with everything that follows from its whole lots; each number that cannot be had is null and named. */
export function toSizedTicket(answer: Answer, decide: (ticket: Ticket) => Decision): SizedTicket {
  const { index, ticket, order, sized } = answer;
  const { clOrdId, account, symbol, side } = ticket;
  const before = 'lack' in order ? NO_FIGURES : order.book.before;
  const empty: SizedTicket = {
    ...{ index, clOrdId, account, symbol, side, before },
    lot: 'lack' in order ? 1 : order.view.lot / QUANTITY_ONE,
    ...{ quantity: null, orderQty: null, value: null, weight: null, weightGross: null, budgetUsed: null },
    after: before,
    ...{ incrementalVar: null, componentVar: null, impactBps: null, impact: null },
    ...{ daysToTrade: null, daysToLiquidate: null, decision: null, cappedAt: null, cappedBy: null },
    lacks: [],
  };
  if ('lack' in order) return { ...empty, lacks: [{ field: 'quantity', ...order.lack }] };
  if ('lack' in sized) return { ...empty, lacks: [{ field: 'quantity', ...sized.lack }] };
  const known = {
    ...empty,
    ...sized.size,
    ...effectOf(order, sized.size),
    ...liquidityOf(order, sized.size, answer.participation),
    ...checkOf(order, sized.size, decide),
  };
  return { ...known, lacks: lacksOf(order, known) };
}

type Part<K extends keyof SizedTicket> = Pick<SizedTicket, K>;

/** What the order does to its book. */
function effectOf(
  { view, book, facts }: Order,
  { orderQty }: Size,
): Part<'value' | 'weight' | 'weightGross' | 'after' | 'incrementalVar' | 'componentVar'> {
  const value = orderQty * facts.price;
  const delta = facts.direction * value;
  const after = book.figuresWith([{ view, delta }]);
  const position = Math.abs(facts.held * facts.price + delta);
  const var0 = book.before.var?.parametric ?? NaN;
  const var1 = after.var?.parametric ?? NaN;
  return {
    value: finite(value),
    weight: finite(value / facts.nav),
    weightGross: after.gross !== null && after.gross > 0 ? finite(position / after.gross) : null,
    after,
    incrementalVar: finite(var1 - var0),
    componentVar: componentOf(book, { view, delta }, after),
  };
}

/** The order's part of the VaR of the book with it: z * delta * cov(p', r) / sigma'; 0 for a book that does not move. */
function componentOf(
  book: SizingBook,
  order: { readonly view: Order['view']; readonly delta: number },
  { sigma, var: valueAtRisk }: BookFigures,
): number | null {
  const pnl = book.pnlWith([order]);
  const { scenario } = book;
  if (pnl === null || scenario === null || sigma === null || valueAtRisk === null) return null;
  if (sigma === 0) return 0;
  const { T, returns } = scenario.set;
  const covariance = covarianceOf(pnl, returns, order.view.id * T, T);
  return finite((valueAtRisk.parametric / sigma) * ((order.delta * covariance) / sigma));
}

/** Impact with Y = 1, of the symbol's own returns; days as real numbers. */
function liquidityOf(
  { view, book, facts }: Order,
  { orderQty }: Size,
  participation: number,
): Part<'impactBps' | 'impact' | 'daysToTrade' | 'daysToLiquidate'> {
  const { scenario } = book;
  const stdDev = scenario === null ? NaN : returnStatistic(scenario.set, view.id, 'stdDev');
  const adv = advOf(view);
  const bps = finite(impactBps(orderQty, adv, stdDev) ?? NaN);
  const position = facts.held + facts.direction * orderQty;
  return {
    impactBps: bps,
    impact: bps === null ? null : finite((bps / 1e4) * orderQty * facts.price),
    daysToTrade: daysToLiquidate(orderQty, adv, participation),
    daysToLiquidate: daysToLiquidate(position, adv, participation),
  };
}

/** The pre-trade check of the whole lots, and the most that may go where that is less. */
function checkOf(
  { ticket }: Order,
  { orderQty }: Size,
  decide: (ticket: Ticket) => Decision,
): Part<'decision' | 'cappedAt' | 'cappedBy'> {
  if (orderQty === 0) return { decision: null, cappedAt: null, cappedBy: null };
  const decision = decide(withQuantity(ticket, toScaled(orderQty)));
  const { maxQty, binding } = decision;
  const isCapped = maxQty !== null && maxQty < orderQty;
  return { decision, cappedAt: isCapped ? maxQty : null, cappedBy: isCapped ? binding : null };
}
