import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import { FX_ONE, type FxRate, type Money, type Price, type Quantity } from '#shared/domain/decimal.ts';
import type { Currency, DecisionId, EpochMs } from '#shared/domain/ids.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import { DEFAULT_MARGIN } from '#shared/controls/margin.ts';
import { directionOf, type Ticket } from '#shared/domain/ticket.ts';
import { unitValueOf, valueOf } from '#shared/domain/valuation.ts';
import type { ScenarioRequest } from '#shared/controls/compile-limit.ts';
import { build } from '#shared/testing/builders.ts';
import { randomCase } from '#shared/testing/random-desk.ts';
import type { NaiveDesk } from '#shared/testing/naive-desk.ts';
import { SeededRandom } from '#shared/testing/seeded-random.ts';
import { sourceOf } from '../validation/engine-of-naive-desk.testing.ts';
import { compilePlan } from '../limits/plan.ts';
import { Validator } from '../validation/validator.ts';
import { latestMarks, summariseQuotes } from '../marketdata/symbol-quotes.ts';
import { DeskBook, workingOf } from './desk-book.ts';
import type { BookScenario } from '#shared/controls/views.ts';
import type { ScopeBook } from './scope-book.ts';

const SEQUENCES = Number(env['PREFLIGHT_CASES'] ?? 1_000);
const FIRST_SEED = Number(env['PREFLIGHT_SEED'] ?? 1);
const SET: ScenarioRequest = { index: 'SPY', window: 10, policy: 'proxy', tail: 4 };

/** The desk as plain rows, moved by the same commands as the book and read by nobody but the rebuilt one. */
class PlainDesk {
  desk: NaiveDesk;

  constructor(desk: NaiveDesk) {
    this.desk = desk;
  }

  reserve(ticket: Ticket): void {
    this.desk = { ...this.desk, working: [...this.desk.working, { ticket, leavesQty: ticket.orderQty }] };
  }

  /** Takes quantity from a working ticket; gone when nothing is left. */
  take(at: number, quantity: number): void {
    const working = this.desk.working
      .map((row, index) =>
        index === at ? { ...row, leavesQty: (row.leavesQty - quantity) as Quantity } : row,
      )
      .filter(({ leavesQty }) => leavesQty > 0);
    this.desk = { ...this.desk, working };
  }

  mark(quote: Quote): void {
    const marks = latestMarks(this.desk.marks, summariseQuotes([quote], quote.at, quote.at));
    this.desk = { ...this.desk, marks, quotes: [...this.desk.quotes, quote] };
  }

  rate(currency: Currency, rate: FxRate): void {
    this.desk = {
      ...this.desk,
      fx: [...this.desk.fx.filter((row) => row.currency !== currency), { currency, rate }],
    };
  }

  fill({ account, symbol, side, trader, strategy }: Ticket, lastQty: number, cash: number): void {
    const quantity = directionOf(side) * lastQty;
    const { desk } = this;
    const own = desk.positions.find((row) => row.account === account && row.symbol === symbol);
    const position = {
      account,
      symbol,
      avgPrice: null,
      quantity: ((own?.quantity ?? 0) + quantity) as Quantity,
    };
    const built = [
      ...desk.built,
      ...(trader === ''
        ? []
        : [{ level: 'TRADER' as const, key: trader, account, symbol, quantity: quantity as Quantity }]),
      ...(strategy === ''
        ? []
        : [{ level: 'STRATEGY' as const, key: strategy, account, symbol, quantity: quantity as Quantity }]),
    ];
    const accounts = desk.accounts.map((row) =>
      row.account === account ? { ...row, cash: (row.cash + cash) as Money } : row,
    );
    this.desk = {
      ...desk,
      positions: [...desk.positions.filter((row) => row !== own), position],
      built,
      accounts,
    };
  }
}

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

/** A quote or a trade of any symbol, a second later than the last, or a new rate. */
function markStep(random: SeededRandom, live: DeskBook, plain: PlainDesk, second: number): void {
  if (random.chance(0.2)) {
    const [currency, rate] = [
      random.pick(['EUR', 'JPY']) as Currency,
      build.fxRate(random.pick(['1.3', '0.7'])),
    ];
    live.takeRate(currency, rate);
    return plain.rate(currency, rate);
  }
  const { symbol } = random.pick(plain.desk.instruments);
  const bid = random.between(1, 2_000_000_000) as Price;
  const at = (plain.desk.clock.now - 1_000_000 + second * 1_000) as EpochMs;
  const isToday = Math.floor(at / 86_400_000) === Math.floor(plain.desk.clock.now / 86_400_000);
  const both = { bid, ask: (bid + random.between(0, 5)) as Price };
  const quote: Quote = {
    ...build.quote(symbol, 1, 1, at),
    // A quote of an earlier day would change the ladder, and the desk is read again.
    ...(isToday && random.chance(0.7) ? both : { bid: null, ask: null, last: bid }),
  };
  const isNewer = quote.at > live.newestQuoteOf(symbol);
  expect(live.takeQuote(quote)).toBe(isNewer);
  if (isNewer) plain.mark(quote);
}

/** One random command to both: a reservation, a release or a fill of part or all of a working ticket. */
function step(random: SeededRandom, live: DeskBook, plain: PlainDesk, orders: readonly Ticket[]): void {
  const { working } = plain.desk;
  const at = working.length === 0 ? -1 : random.between(0, working.length - 1);
  const row = working[at];
  if (row === undefined || random.chance(0.4)) {
    const ticket = random.pick(orders);
    live.change(ticket, workingOf(ticket, ticket.orderQty));
    plain.reserve(ticket);
    return;
  }
  const { ticket, leavesQty } = row;
  const quantity = random.chance(0.5) ? leavesQty : Math.max(1, Math.floor(leavesQty * random.fraction()));
  plain.take(at, quantity);
  if (random.chance(0.4)) return live.change(ticket, workingOf(ticket, -quantity));
  const price = random.between(1, 2_000_000_000) as Price;
  const multiplier = live.instrument(ticket.symbol)?.instrument.multiplier;
  if (multiplier === undefined) throw new Error('an order for no instrument');
  const cash =
    0 - directionOf(ticket.side) * valueOf(quantity, unitValueOf(price, FX_ONE as FxRate, multiplier));
  live.change(ticket, { ...workingOf(ticket, -quantity), filled: directionOf(ticket.side) * quantity });
  live.addCash(ticket.account, cash);
  plain.fill(ticket, quantity, cash);
}

/** A dozen orders for the desk's own accounts and instruments. */
function ordersFor(desk: NaiveDesk, random: SeededRandom): Ticket[] {
  return random.times(12, (position) => {
    const instrument = random.pick(desk.instruments);
    return {
      ...randomCase(1).ticket,
      clOrdId: `R${position}` as Ticket['clOrdId'],
      account: random.pick(desk.accounts).account,
      symbol: instrument.symbol,
      side: random.pick(['BUY', 'SELL', 'SELL_SHORT'] as const),
      orderQty: (instrument.lotSize * random.between(1, 15)) as Quantity,
      trader: random.pick(['', 'ann', 'bob']) as Ticket['trader'],
      strategy: random.pick(['', 'mean', 'trend']) as Ticket['strategy'],
    };
  });
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
