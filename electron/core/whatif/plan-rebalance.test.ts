import { expect, it } from 'vitest';
import {
  sizingOptions,
  type PositionTarget,
  type RebalanceRules,
} from '#shared/contract/procedures/whatif.ts';
import { isDenied } from '#shared/domain/decision.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { workingOf } from '../book/desk-book.ts';
import { bookOf } from '../validation/engine-of-naive-desk.testing.ts';
import { compilePlan } from '../limits/plan.ts';
import { Validator } from '../validation/validator.ts';
import { planRebalance, type RebalanceDesk } from './plan-rebalance.ts';
import type { PlacedTicket, RebalanceReport } from './rebalance-report.ts';
import { SESSIONS, sizeOne, sizingDeskOf, smallDesk } from './sized.testing.ts';

const RULES: RebalanceRules = { band: 0, maxTurnover: null, overTurnover: 'SCALE', minTrade: 0 };
const weight = (symbol: string, amount: number): PositionTarget => ({
  account: 'A1',
  symbol,
  kind: 'WEIGHT',
  amount,
});
const quantity = (symbol: string, amount: number): PositionTarget => ({
  ...weight(symbol, amount),
  kind: 'QUANTITY',
});

function deskOf(desk: NaiveDesk): RebalanceDesk {
  const book = bookOf(desk);
  const plan = compilePlan(desk.limits, desk.baseCurrency, book.market, desk.clock.now);
  const move = (ticket: Ticket, sign: 1 | -1): void =>
    book.change(ticket, workingOf(ticket, sign * ticket.orderQty));
  return {
    book,
    validator: new Validator(book, { now: () => desk.clock.now, monotonicMicros: () => 0 }),
    timeline: { tick: () => desk.tick },
    currentPlan: () => plan,
    now: () => desk.clock.now,
    reserve: (ticket) => move(ticket, 1),
    takeBack: (ticket) => move(ticket, -1),
  };
}

function plan(
  desk: NaiveDesk,
  targets: readonly PositionTarget[],
  rules: Partial<RebalanceRules> = {},
): RebalanceReport {
  const options = { ...sizingOptions.parse({}), window: SESSIONS };
  const tickets: PlacedTicket[] = [];
  const rest = planRebalance(deskOf(desk), { targets, rules: { ...RULES, ...rules }, options }, (one) =>
    tickets.push(one),
  );
  return { ...rest, tickets };
}

const ordersOf = ({ tickets }: RebalanceReport): unknown[] =>
  tickets.map(({ ticket }) => [ticket.side, ticket.symbol, Number(ticket.orderQty)]);
const located = { locates: [build.locate('A1', 'AAA', 1e6), build.locate('A1', 'CCC', 1e6)] };

it('what_reduces_comes_first_and_a_trade_through_zero_is_two_tickets', () => {
  // Held: 2,000 AAA and -1,500 BBB.
  const report = plan(smallDesk(1, located), [
    quantity('CCC', 200),
    quantity('AAA', -500),
    quantity('BBB', 250),
  ]);
  expect(ordersOf(report)).toEqual([
    ['SELL', 'AAA', 2_000],
    ['BUY', 'BBB', 1_500],
    ['BUY', 'CCC', 200],
    ['SELL_SHORT', 'AAA', 500],
    ['BUY', 'BBB', 250],
  ]);
  expect(report.tickets.map(({ decision }) => decision.reducing)).toEqual([true, true, false, false, false]);
  expect(report.tickets.map(({ decision }) => decision.verdict)).toEqual(Array(5).fill('PASS'));
});

it('weights_are_met_within_a_lot_and_the_book_after_shows_them', () => {
  const desk = smallDesk(2);
  const report = plan(desk, [weight('AAA', 0.1), weight('BBB', 0), weight('CCC', 0.05)]);
  const { book } = deskOf(desk);
  const nav = (book.firm.nav ?? NaN) / 100;
  for (const [i, share] of [0.1, 0, 0.05].entries()) {
    const row = report.targets[i];
    const view = book.instrument(row?.symbol ?? '');
    const value = ((row?.held ?? NaN) + (row?.trade ?? NaN)) * (view?.shareMoney ?? NaN);
    expect(Math.abs(value - share * nav)).toBeLessThan(
      ((view?.lot ?? NaN) / 1e6) * (view?.shareMoney ?? NaN),
    );
  }
  expect((report.rebalances[0]?.after.gross ?? NaN) / nav).toBeCloseTo(0.15, 2);
});

it('each_ticket_is_checked_on_the_book_that_those_before_it_make', () => {
  const limits = [
    ...build.wideLimits().slice(0, 2),
    build.limit('GROSS_EXPOSURE', 'MONEY', '100000', { soft: '100000' }),
  ];
  const desk = smallDesk(1, { limits, positions: [] });
  const value = (symbol: string): PositionTarget => ({ ...weight(symbol, 60_000), kind: 'VALUE' });
  const verdicts = (targets: PositionTarget[]): boolean[] =>
    plan(desk, targets).tickets.map(({ decision }) => isDenied(decision.verdict));
  expect(verdicts([value('AAA')])).toEqual([false]);
  expect(verdicts([value('CCC')])).toEqual([false]);
  expect(verdicts([value('AAA'), value('CCC')])).toEqual([false, true]);
  const second = plan(desk, [value('AAA'), value('CCC')]).tickets[1];
  expect(second?.cappedAt).toBeLessThan(Number(second?.ticket.orderQty));
  expect(second?.cappedBy?.code).toBe('GROSS_EXPOSURE');
});

it('turnover_band_and_what_is_not_known_are_kept_and_named', () => {
  const desk = smallDesk(1);
  const { nav } = deskOf(desk).book.firm;
  const targets = [quantity('AAA', 0), quantity('BBB', -1_499), quantity('ZZZ', 5), quantity('AAA', 9)];
  const report = plan(desk, targets, { band: 0.001, maxTurnover: 0.01 });
  expect(report.targets.map(({ outcome }) => outcome)).toEqual([
    'TRADE',
    'IN_BAND',
    'NOT_KNOWN',
    'NOT_KNOWN',
  ]);
  expect(report.targets[2]?.lack).toMatchObject({ input: 'symbol', detail: 'ZZZ' });
  const traded = report.tickets.reduce((sum, { value }) => sum + (value ?? NaN), 0);
  expect(traded).toBeLessThanOrEqual((0.01 * (nav ?? NaN)) / 100);
  expect(traded).toBeGreaterThan(0);
});

it('impact_of_a_trade_is_that_of_the_same_order_when_it_is_sized', () => {
  const [placed] = plan(smallDesk(), [quantity('CCC', 500)]).tickets;
  const sized = sizeOne(sizingDeskOf(smallDesk()), build.ticket('CCC', 500), {
    ...{ method: 'MAX_PARTICIPATION', target: 500 / 50_000, options: { window: SESSIONS } },
  });
  expect(sized.orderQty).toBe(500);
  expect([placed?.impact, placed?.value]).toEqual([sized.impact, sized.value]);
});
