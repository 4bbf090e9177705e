import { expect, it } from 'vitest';
import type { BranchChange } from '#shared/contract/procedures/whatif-branches.ts';
import { build } from '#shared/testing/builders.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { smallDesk } from '../sized.testing.ts';
import { branchDeskOf, readAll } from './branch-desk.testing.ts';

/** 2,000 AAA at 50.00 and short 1,500 BBB at 20.00: gross 130,000 under a limit of 200,000. */
const desk = (more: Partial<NaiveDesk> = {}): NaiveDesk =>
  smallDesk(1, {
    marks: [build.mark('SPY', 100), build.mark('AAA', 50), build.mark('BBB', 20), build.mark('CCC', 10)],
    limits: [
      build.limit('MAX_ORDER_NOTIONAL', 'MONEY', '1000000000'),
      build.limit('MAX_POSITION_NOTIONAL', 'MONEY', '1000000'),
      build.limit('GROSS_EXPOSURE', 'MONEY', '200000'),
    ],
    ...more,
  });

const add = (
  symbol: string,
  orderQty: string,
  as: 'FILLED' | 'WORKING' = 'WORKING',
  more: object = {},
): BranchChange => ({
  ...{ kind: 'ADD_TICKET', as },
  ticket: {
    ...{ account: 'A1', symbol, side: 'BUY', orderQty, ordType: 'MARKET', timeInForce: 'DAY' },
    ...{ trader: '', strategy: '', ...more },
  },
});
const shock = (symbol: string, factor: number): BranchChange => ({ kind: 'SHOCK_SYMBOL', symbol, factor });

it('ticket_is_denied_on_the_book_that_the_changes_before_it_make', () => {
  // 130,000 + 60,000 are under the limit; 60,000 more are not, unless the short and half of AAA are gone before.
  const big = add('CCC', '6000');
  const more = add('CCC', '5990');
  const [base, twice, hedged] = readAll(branchDeskOf(desk()), [
    [big, more],
    [big, { kind: 'REMOVE_POSITION', account: 'A1', symbol: 'BBB' }, shock('AAA', -0.5), more],
  ]);
  expect(base).toMatchObject({ tickets: 0, denied: 0, denials: [] });
  expect(twice).toMatchObject({
    tickets: 2,
    denied: 1,
    denials: [{ change: 1, symbol: 'CCC', orderQty: 5990, maxQty: 1000, code: 'GROSS_EXPOSURE' }],
  });
  expect(hedged?.denials).toEqual([]);
  // A denied ticket is in the branch all the same.
  expect([base, twice, hedged].map((one) => one?.figures.gross)).toEqual([130_000, 249_900, 169_900]);
});

it('limits_are_used_as_the_engine_measures_them_highest_first', () => {
  const [base, down] = readAll(branchDeskOf(desk()), [[shock('AAA', -0.5)]]);
  const told = (one = base): unknown =>
    one?.utilisations.map(({ limitId, symbol, value, hard, utilisation }) => [
      ...[limitId, symbol, value, hard, utilisation],
    ]);
  expect(told()).toEqual([
    ['gross-exposure', 'AAA', 130_000, 200_000, 0.65],
    ['max-position-notional', 'AAA', 100_000, 1_000_000, 0.1],
  ]);
  expect(told(down)).toEqual([
    ['gross-exposure', 'AAA', 80_000, 200_000, 0.4],
    ['max-position-notional', 'AAA', 50_000, 1_000_000, 0.05],
  ]);
});

it('shock_of_prices_moves_nav_by_what_is_held', () => {
  const [base, down] = readAll(branchDeskOf(desk()), [[shock('AAA', -0.1), shock('BBB', 0.25)]]);
  const { nav, cash, leverage } = base?.figures ?? {};
  // 1,000,000 + 100,000 - 30,000, and then -10,000 and -7,500.
  expect([nav, cash, leverage]).toEqual([1_070_000, 1_000_000, 130_000 / 1_070_000]);
  expect(down?.figures).toMatchObject({ nav: 1_052_500, gross: 127_500, net: 52_500 });
});

it('change_that_cannot_be_made_is_named_and_the_others_are', () => {
  const unmarked = desk({ marks: [build.mark('SPY', 100), build.mark('AAA', 50), build.mark('BBB', 20)] });
  const [, branch] = readAll(branchDeskOf(unmarked), [
    [
      shock('ZZZ', 0.1),
      shock('CCC', 0.1),
      { kind: 'SHOCK_SECTOR', sector: 'Energy', factor: 0.1 },
      { kind: 'SHOCK_BY_BETA', index: 'NONE', factor: 0.1 },
      add('CCC', '100', 'FILLED'),
      add('AAA', 'many'),
      add('AAA', '0'),
      add('AAA', '1', 'FILLED', { account: 'NOBODY' }),
      { kind: 'REMOVE_POSITION', account: 'A1', symbol: 'CCC' },
      { kind: 'REMOVE_POSITION', account: 'NOBODY', symbol: 'AAA' },
      { kind: 'REMOVE_WORKING', clOrdId: 'NONE' },
      { kind: 'SET_CASH', account: 'NOBODY', cash: '1' },
      { kind: 'SET_CASH', account: 'A1', cash: '5' },
    ],
  ]);
  expect(branch?.problems.map(({ change, input, detail }) => [change, input, detail])).toEqual([
    [0, 'symbol', 'ZZZ'],
    [1, 'price', 'CCC'],
    [2, 'sector', 'Energy'],
    [3, 'index', 'NONE'],
    [4, 'price', 'CCC'],
    [5, 'orderQty', 'many'],
    [6, 'orderQty', 'AAA'],
    [7, 'account', 'NOBODY'],
    [8, 'position', 'A1 CCC'],
    [9, 'account', 'NOBODY'],
    [10, 'clOrdId', 'NONE'],
    [11, 'account', 'NOBODY'],
  ]);
  expect(branch).toMatchObject({ unmade: 12, figures: { cash: 5, gross: 130_000 } });
});

it('symbols_without_a_beta_stay_where_they_are_and_are_named', () => {
  const loading = { symbol: 'AAA', factor: 'beta', loading: 2 } as never;
  const none = desk({ bars: [], loadings: [loading] });
  const [, branch] = readAll(branchDeskOf(none), [[{ kind: 'SHOCK_BY_BETA', index: 'SPY', factor: -0.1 }]]);
  expect(branch?.problems).toEqual([{ change: 0, input: 'beta', detail: 'SPY and 2 more' }]);
  expect(branch?.figures.gross).toBe(110_000);
});

it('number_that_cannot_be_had_is_null_and_named', () => {
  const [base] = readAll(branchDeskOf(desk({ bars: [] })), [], { options: { window: 60 } });
  const { figures, lacks } = base ?? {};
  expect(figures).toMatchObject({ sigma: null, varParametric: null, esHistorical: null, beta: null });
  expect(figures?.gross).toBe(130_000);
  expect(lacks?.map(({ field, input }) => `${field} ${input}`)).toEqual([
    ...['sigma', 'varParametric', 'varHistorical', 'esParametric', 'esHistorical'].map(
      (one) => `${one} history`,
    ),
    'beta beta',
    'stressLoss ladder',
  ]);
  const [, poor] = readAll(branchDeskOf(desk()), [[{ kind: 'SET_CASH', account: 'A1', cash: '-70000' }]]);
  expect(poor?.figures).toMatchObject({ nav: 0, leverage: null, beta: null });
  expect(poor?.lacks[0]).toMatchObject({ field: 'leverage', input: 'nav' });
});

it('book_of_one_account_is_read_where_one_is_named', () => {
  const two = desk({
    accounts: [build.account('A1', 1_000_000), build.account('A2', 10)],
    positions: [build.position('A1', 'AAA', 2_000), build.position('A2', 'BBB', 100)],
  });
  const [all] = readAll(branchDeskOf(two), []);
  const [one] = readAll(branchDeskOf(two), [], { account: 'A2' });
  expect([all?.figures.gross, one?.figures.gross, one?.figures.cash]).toEqual([102_000, 2_000, 10]);
  expect(one?.utilisations.map(({ account }) => account)).not.toContain('A1');
});

it('desk_whose_sums_were_beyond_what_is_exact_is_read_again', () => {
  let loads = 0;
  const dear = desk({
    marks: ['SPY', 'AAA', 'BBB', 'CCC'].map((symbol) => build.mark(symbol, '10000.01')),
  });
  // About 80,000,000,000,000.00 each, an odd and an even number of cents; more of one of them the desk cannot count at all.
  const huge = [add('AAA', '7999999999'), add('CCC', '8000000000')];
  const own = branchDeskOf(dear, () => loads++);
  const [base, branch, after] = readAll(own, [[...huge, shock('AAA', 10), add('CCC', '2000000000')], []]);
  expect(branch?.problems).toEqual([
    { change: 2, input: 'price', detail: 'AAA' },
    { change: 3, input: 'orderQty', detail: 'CCC' },
  ]);
  expect(loads).toBe(1);
  expect(Object.values(branch?.figures ?? {}).some((value) => Number.isNaN(value))).toBe(false);
  expect(after).toEqual(base);
});
