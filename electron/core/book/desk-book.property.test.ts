import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { DecisionId } from '#shared/domain/ids.ts';
import { DEFAULT_MARGIN } from '#shared/controls/margin.ts';
import type { ScenarioRequest } from '#shared/controls/compile-limit.ts';
import { build } from '#shared/testing/builders.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { sourceOf } from '../validation/engine-of-naive-desk.testing.ts';
import { compilePlan } from '../limits/plan.ts';
import { Validator } from '../validation/validator.ts';
import { DeskBook } from './desk-book.ts';
import { markStep, ordersFor, PlainDesk, step } from './plain-desk.testing.ts';
import type { BookScenario } from '#shared/controls/views.ts';
import type { ScopeBook } from './scope-book.ts';

const SEQUENCES = Number(env['PREFLIGHT_CASES'] ?? 1_000);
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);
const SET: ScenarioRequest = { index: 'SPY', window: 10, policy: 'proxy', tail: 4 };

/** What a book makes of every exposure set, with and without a ticket in the symbol. */
function exposuresOf(desk: DeskBook, book: ScopeBook): unknown[] {
  const scenarios = desk.market.scenarios(SET);
  return [desk.market.factors(), desk.market.betas(scenarios), desk.market.stress(scenarios)].map((set) => {
    const sums = book.exposures(set);
    const largest = desk.instruments.map((view) => {
      const { quantity, workingBuy, workingSell } = book.symbol(view.id);
      return [
        sums.largestWith(view, quantity + workingBuy - workingSell),
        sums.largestWith(view, 12_345_678),
      ];
    });
    const lines = set.lines.map((name, line) => [
      name,
      sums.unknown(line),
      sums.firstUnknown(line),
      ...desk.instruments.map((view) => sums.sumWith(line, view, 12_345_678)),
    ]);
    return [largest, lines];
  });
}

/** What the neighbours of each symbol are worth, to and fro, so that the first asked about is the last of the time before. */
function neighboursOf(desk: DeskBook, book: ScopeBook): number[] {
  const set = desk.market.scenarios(SET);
  if (set === null) return [];
  const correlation = book.correlation(set);
  const ids = desk.instruments.map(({ id }) => id);
  return [...ids, ...ids.toReversed()].map((id) => correlation.othersAtLeast(id, 0));
}

/** Every sum of one book that must be equal to the bit. */
function exactSums(book: ScopeBook, desk: DeskBook) {
  const ids = desk.instruments.map(({ id }) => id);
  return {
    symbols: ids.map((id) => book.symbol(id)),
    gross: book.gross,
    netLong: book.netLong,
    netShort: book.netShort,
    symbolCount: book.symbolCount,
    unmarked: book.unmarked,
    unmarkedNet: book.unmarkedNet,
    sumSquares: book.sumSquares.toString(),
    cash: book.cash,
    nav: book.nav,
    firstUnmarked: book.firstUnmarked(),
    sectors: desk.instruments.map(({ groupIds }) =>
      groupIds.map((id, place) => ({ ...book.group(place, id) })),
    ),
    regions: desk.instruments.map(({ regionIds }) => regionIds.map((id) => ({ ...book.region(id) }))),
    marksAsOf: book.marksAsOf,
    margin: book.margin(DEFAULT_MARGIN),
    spreads: desk.instruments.map(({ quotes, price, priceAt }) => [
      price,
      priceAt,
      quotes.lastTwoSided,
      quotes.days.map(({ day, spreads, sides }) => [day, String(spreads), String(sides)]),
    ]),
    exposures: exposuresOf(desk, book),
    neighbours: neighboursOf(desk, book),
    top: ids.map((id) => [1, 2, 3].map((count) => book.topSum(count, id, 12_345))),
  };
}

function booksOf(desk: DeskBook, plain: NaiveDesk): [name: string, book: ScopeBook][] {
  const level = (kind: 'DESK' | 'ACCOUNT' | 'TRADER' | 'STRATEGY', keys: readonly string[]) =>
    keys.map((key): [string, ScopeBook] => [`${kind} ${key}`, desk.book(kind, key)]);
  return [
    ['FIRM', desk.firm],
    ...level('DESK', [...new Set(plain.accounts.map((row) => row.desk))]),
    ...level(
      'ACCOUNT',
      plain.accounts.map((row) => row.account),
    ),
    ...level('TRADER', ['ann', 'bob']),
    ...level('STRATEGY', ['mean', 'trend']),
  ];
}

const RISK_LIMITS = (['VAR_HISTORICAL', 'EXPECTED_SHORTFALL', 'VAR_PARAMETRIC'] as const).map((control) =>
  build.limit(control, 'MONEY', '0', { params: { window: SET.window, confidence: '0.8' } }),
);

/** The firm's risk figures as a ticket sees them, before and after; a missing one is 0. */
function riskOf(book: DeskBook, { accounts, clock, instruments }: NaiveDesk): number[] {
  const plan = compilePlan(RISK_LIMITS, book.base, book.market, clock.now);
  const validator = new Validator(book, { now: () => clock.now, monotonicMicros: () => 0 });
  const order = build.ticket(instruments[0]?.symbol ?? '', 100, {
    account: accounts[0]?.account ?? ('' as never),
  });
  const { outcomes } = validator.decide(order, plan, clock.now, 'test' as DecisionId, clock.now * 1_000);
  return outcomes
    .filter(({ code }) => RISK_LIMITS.some(({ control }) => control === code))
    .flatMap(({ before, after }) => [before ?? 0, after ?? 0]);
}

/** Both books are equal to the bit, statistics too: a decision can be made again from what the store holds. */
function expectSame(live: DeskBook, plain: NaiveDesk): void {
  const rebuilt = new DeskBook(sourceOf(plain));
  const others = new Map(booksOf(rebuilt, plain));
  const [liveSet, otherSet] = [live.market.scenarios(SET), rebuilt.market.scenarios(SET)];
  for (const [name, book] of booksOf(live, plain)) {
    const other = others.get(name);
    if (other === undefined) throw new Error(`no ${name}`);
    const [sums, expected] = [exactSums(book, live), exactSums(other, rebuilt)];
    if (JSON.stringify(sums) !== JSON.stringify(expected)) expect(sums, name).toEqual(expected);
    // No control reads a scenario of too short a history or without the index's own returns.
    if (liveSet === null || otherSet === null) continue;
    if (!liveSet.indexComplete || liveSet.T < liveSet.window) continue;
    const [p, q] = [book.scenario(liveSet), other.scenario(otherSet)];
    const bits = (scenario: BookScenario) =>
      JSON.stringify([[...scenario.p], scenario.variance, [...scenario.losses]]);
    expect(bits(p), name).toBe(bits(q));
    expect(p.firstMissing()).toBe(q.firstMissing());
  }
  expect(riskOf(live, plain)).toEqual(riskOf(rebuilt, plain));
}

/** Scenarios and rankings are made at first use: from here on they are kept in step, not made anew. */
function warmUp(live: DeskBook, plain: NaiveDesk): void {
  const set = live.market.scenarios(SET);
  for (const [, book] of booksOf(live, plain)) {
    book.topSum(3, 0, 1);
    book.margin(DEFAULT_MARGIN);
    exposuresOf(live, book);
    neighboursOf(live, book);
    if (set !== null) book.scenario(set);
  }
}

describe(`the incremental book, ${SEQUENCES} sequences from seed ${FIRST_SEED}`, () => {
  it(
    'equals a book rebuilt from scratch after any reservations, releases, fills, marks and rates',
    { timeout: 120_000 },
    () => {
      for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
        const random = new SeededRandom(seed);
        const { desk } = randomCase(seed);
        const live = new DeskBook(sourceOf(desk));
        const plain = new PlainDesk(desk);
        const orders = ordersFor(desk, random);
        warmUp(live, desk);
        for (let command = random.between(1, 40); command > 0; command--) {
          if (random.chance(0.3)) markStep(random, live, plain, 100 - command);
          else step(random, live, plain, orders);
        }
        try {
          expectSame(live, plain.desk);
        } catch (error) {
          throw new Error(`seed ${seed}`, { cause: error });
        }
      }
    },
  );

  it('does not drift: ten thousand changes later it is still the same', () => {
    const random = new SeededRandom(FIRST_SEED);
    const { desk } = randomCase(3);
    const live = new DeskBook(sourceOf(desk));
    const plain = new PlainDesk(desk);
    const orders = ordersFor(desk, random);
    expect(live.market.scenarios(SET)).toMatchObject({ T: 10, indexComplete: true });
    warmUp(live, desk);
    for (let round = 0; round < 10_000; round++) {
      step(random, live, plain, orders);
      if (round % 10 === 0) markStep(random, live, plain, round / 10);
    }
    expectSame(live, plain.desk);
  });
});
