import type { Decision } from '#shared/domain/decision.ts';
import type { DecisionId, SymbolId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { NaiveBar, NaiveDesk } from '#shared/testing/naive-desk.ts';
import { DeskBook, type BookSource } from '../book/desk-book.ts';
import { compilePlan } from '../limits/plan.ts';
import { dateOf, toIsoDate } from '../marketdata/calendar-date.ts';
import { PriceHistory } from '../marketdata/price-history.ts';
import { summariseQuotes } from '../marketdata/symbol-quotes.ts';
import type { ClaimedOverride } from '../overrides/override-desk.ts';
import type { BarColumns } from '../ports/desk-reader.ts';
import { Validator } from './validator.ts';

/** The engine over the same plain data that the naive evaluator reads; returns its decide function. */
export function engineOf(desk: NaiveDesk): (ticket: Ticket, override?: ClaimedOverride | null) => Decision {
  const book = bookOf(desk);
  const plan = compilePlan(desk.limits, desk.baseCurrency, book.market, desk.clock.now);
  const validator = new Validator(book, { now: () => desk.clock.now, monotonicMicros: () => 0 });
  return (ticket, override = null) =>
    validator.decide(ticket, plan, desk.clock.now, 'test' as DecisionId, desk.tick, override);
}

/** The book of the naive evaluator's plain data, told everything that happened before. */
export function bookOf(desk: NaiveDesk): DeskBook {
  const book = new DeskBook(sourceOf(desk));
  const { activity } = book;
  for (const { kind, tick, day, ticket, notional } of desk.messages) {
    activity.addMessage(ticket, tick);
    if (kind === 'CANCEL') continue;
    activity.addDay({ ...ticket, day, orders: 1, notional });
    activity.addSend(ticket, tick);
  }
  for (const { ticket, tick, day, quantity } of desk.fills) {
    activity.addFill(ticket, tick);
    if (ticket.side === 'SELL_SHORT') activity.useLocate(ticket.account, ticket.symbol, quantity, day);
  }
  for (const { strategy, symbol, side, limitId } of desk.throttles)
    activity.runOf(strategy, symbol, side).throttle([limitId]);
  return book;
}

/** What a DeskBook is made of, from the naive evaluator's plain data. */
export function sourceOf(desk: NaiveDesk): BookSource {
  const today = toIsoDate(dateOf(desk.clock.now));
  return {
    ...desk,
    fx: desk.fx.map((quote) => ({ ...quote, date: today })),
    quotes: summariseQuotes(desk.quotes, desk.clock.now, desk.clock.now),
    history: new PriceHistory(toColumns(desk.bars)),
    base: desk.baseCurrency,
    traders: desk.knownTraders === null ? null : new Set(desk.knownTraders),
    strategies: desk.knownStrategies === null ? null : new Set(desk.knownStrategies),
  };
}

function toColumns(bars: readonly NaiveBar[]): BarColumns {
  const sorted = [...bars].sort((a, b) =>
    a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : a.date - b.date,
  );
  const symbols: SymbolId[] = [...new Set(sorted.map(({ symbol }) => symbol))];
  const ids = new Map(symbols.map((symbol, id) => [symbol, id]));
  return {
    symbols,
    symbolIndex: Int32Array.from(sorted, ({ symbol }) => ids.get(symbol) ?? -1),
    dates: Int32Array.from(sorted, ({ date }) => date),
    closes: Float64Array.from(sorted, ({ close }) => close ?? NaN),
    volumes: Float64Array.from(sorted, ({ volume }) => volume ?? NaN),
  };
}
