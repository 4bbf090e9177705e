import { beforeAll, describe, expect, it } from 'vitest';
import { QUANTITY_ONE, type Quantity } from '#shared/domain/decimal.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { linearQuantile } from '#shared/quant/quantile.ts';
import { build } from '#shared/testing/builders.ts';
import {
  BOOKS,
  isOraclePresent,
  oracleFolder,
  readOracleBook,
  type OracleBook,
  type OracleOrder,
} from './oracle-desk.testing.ts';
import { size, sizingDeskOf } from './sized.testing.ts';
import { SizingBook } from './sizing-book.ts';
import type { SizingDesk } from './size-tickets.ts';
import type { SizedTicket } from './sizing-report.ts';

if (!isOraclePresent) console.warn(`oracle tests of what-if skipped: no oracle data in ${oracleFolder}`);

const same = (actual: number | null | undefined, wanted: number, of = wanted): void =>
  expect(Math.abs((actual ?? NaN) - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(of));

const ticketOf = ({ symbol, signed_quantity }: OracleOrder, at: number): Ticket =>
  build.ticket(symbol, Math.abs(signed_quantity), {
    clOrdId: `T${at}` as Ticket['clOrdId'],
    account: 'MAIN' as AccountId,
    side: signed_quantity > 0 ? 'BUY' : 'SELL',
  });

describe.runIf(isOraclePresent).each(BOOKS)('what-if of %s', (id) => {
  let book: OracleBook;
  let desk: SizingDesk;
  beforeAll(() => {
    book = readOracleBook(id);
    desk = sizingDeskOf(book.desk);
  });

  /** Every order of the oracle at its own quantity. */
  const atOwnQuantity = (confidence: number): SizedTicket[] =>
    book.orders.map((order, at) => {
      const options = { window: book.window, confidence, participation: 0.1 };
      const target = Math.abs(order.notional_signed);
      const asked = { method: 'FIXED_NOTIONAL', target, options };
      return size(desk, [ticketOf(order, at)], asked).tickets[0] as SizedTicket;
    });

  it('book_after_each_order_is_the_oracles', () => {
    const at95 = atOwnQuantity(0.95);
    const at99 = atOwnQuantity(0.99);
    for (const [i, order] of book.orders.entries()) {
      const { post } = order;
      const { after, weightGross, orderQty, impactBps, daysToTrade } = at95[i] as SizedTicket;
      expect(orderQty).toBe(Math.abs(order.signed_quantity));
      same(after.gross, post.gross);
      same(after.net, post.net, post.gross);
      same(after.hhi, post.hhi);
      same(weightGross, post.weight_gross);
      same(after.sigma, post.sigma_usd);
      same(after.var?.parametric, post.var95_1d);
      same(at99[i]?.after.var?.parametric, post.var99_1d);
      same(at99[i]?.incrementalVar, order.incremental_var99_exact, post.var99_1d);
      same(impactBps, order.order_impact_bps);
      same(daysToTrade, order.days_10);
    }
  });

  it('historical_quantiles_of_the_scenarios_after_each_order_are_the_oracles', () => {
    const { window } = book;
    const set = desk.book.market.scenarios({ index: 'SPY', window, policy: 'proxy', tail: 1 });
    const options = { confidence: 0.95, index: 'SPY' };
    const held = new SizingBook(desk.book.book('ACCOUNT', 'MAIN'), desk.book.instruments, set, options);
    for (const { symbol, notional_signed: delta, post } of book.orders) {
      const view = desk.book.instrument(symbol);
      if (view === undefined) throw new Error(symbol);
      const losses = (held.pnlWith([{ view, delta }]) ?? new Float64Array(0)).map((pnl) => 0 - pnl);
      same(linearQuantile(losses, 0.95) ?? NaN, post.hist_var95_linear);
      same(losses.sort()[Math.floor(0.95 * (window - 1))], post.hist_var95_lower);
    }
  });

  it('sizes_under_each_limit_and_the_least_of_them_are_the_oracles', () => {
    const options = { window: book.window, confidence: 0.95 };
    for (const [i, order] of book.orders.entries()) {
      const { limits, max_qty_real: wanted, max_qty_floor, binding } = order.sizing;
      const by = (method: string, target: number): SizedTicket =>
        size(desk, [ticketOf(order, i)], { method, target, options }).tickets[0] as SizedTicket;
      const sizes = {
        var95_limit: by('MAX_VAR', limits.var95_1d_sample_usd),
        weight_5pct: by('MAX_WEIGHT', 0.05),
        adv_20pct: by('MAX_PARTICIPATION', 0.2),
      };
      same(sizes.var95_limit.quantity, wanted.var95_limit);
      if (wanted.weight_5pct === 0) expect(sizes.weight_5pct.quantity).toBe(0);
      else same(sizes.weight_5pct.quantity, wanted.weight_5pct);
      same(sizes.adv_20pct.quantity, wanted.adv_20pct);
      const least = Object.entries(sizes).toSorted(
        ([, a], [, b]) => (a.quantity ?? 0) - (b.quantity ?? 0),
      )[0];
      expect([least?.[0], least?.[1].orderQty]).toEqual([binding, max_qty_floor]);
    }
  });

  it('sizing_of_every_order_as_one_rebalance_is_the_sum_of_their_effects', () => {
    const options = { window: book.window, confidence: 0.95 };
    const tickets = book.orders.map(ticketOf);
    const report = size(desk, tickets, { method: 'EQUAL_VAR', target: 10_000, options });
    const quantities = new Map(report.tickets.map(({ index, orderQty }) => [index, orderQty ?? NaN]));
    const positions = [
      ...book.desk.positions,
      ...tickets.map((ticket, i) => ({
        account: ticket.account,
        symbol: ticket.symbol,
        quantity: ((ticket.side === 'BUY' ? 1 : -1) * (quantities.get(i) ?? NaN) * QUANTITY_ONE) as Quantity,
        avgPrice: null,
      })),
    ];
    const filled = sizingDeskOf({ ...book.desk, positions });
    const again = size(filled, tickets.slice(0, 1), { method: 'EQUAL_VAR', target: 1, options });
    const [expected, actual] = [again.rebalances[0]?.before, report.rebalances[0]?.after];
    same(actual?.gross, expected?.gross ?? NaN);
    same(actual?.sigma, expected?.sigma ?? NaN);
    same(actual?.hhi, expected?.hhi ?? NaN);
    same(actual?.es?.historical, expected?.es?.historical ?? NaN);
  });
});
