import { FX_ONE, PRICE_ONE, QUANTITY_ONE } from '#shared/domain/decimal.ts';
import type { FxRate, Money, Price, Quantity, Shares } from '#shared/domain/decimal.ts';
import type { ClOrdId, Currency, EpochMs, StrategyId, TraderId } from '#shared/domain/ids.ts';
import type { FactorLoading, Quote } from '#shared/domain/market-data.ts';
import type { NavMarks, NavOpen } from '#shared/domain/nav-marks.ts';
import type { Account, Instrument } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { directionOf } from '#shared/domain/ticket.ts';
import type { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { BookSource, DeskBook } from '#electron/core/book/desk-book.ts';
import { periodsOf } from '#electron/core/loss/periods.ts';
import { dateOf, toIsoDate } from '#electron/core/marketdata/calendar-date.ts';
import { summariseQuotes } from '#electron/core/marketdata/symbol-quotes.ts';
import { readStressLadder } from '#electron/server/stress-ladder-file.ts';
import { syntheticDesk, syntheticTickets } from './synthetic-desk.ts';
import type { SyntheticMarket } from './synthetic-market.ts';

export const TRADERS = ['ann', 'bob', 'cy', 'dee', 'eli', 'fay', 'gus', 'hal'] as TraderId[];
export const STRATEGIES = ['carry', 'index', 'mean', 'pairs', 'trend', 'value'] as StrategyId[];
export const COUNTRIES = ['US', 'GB', 'DE', 'JP', 'CA', 'BR'] as const;
export const CURRENCIES = ['EUR', 'GBP'] as Currency[];
const FACTORS = ['growth', 'liquidity', 'momentum', 'quality', 'size', 'value', 'volatility'] as const;
const RATES: readonly (readonly [Currency, number])[] = [
  ['EUR' as Currency, 1.08],
  ['GBP' as Currency, 1.27],
];
const DAY_MS = 86_400_000;
const QUOTED_DAYS = 5;
/** Half the spread as a share of the price, at most. */
const MOST_HALF_SPREAD = 0.002;
const MICROS_PER_SECOND = 1_000_000;

/** How much is going on besides the positions. */
export interface FullDeskSize {
  readonly working: number;
  /** Tickets sent in the last hour. */
  readonly sends: number;
}

/**
 * The made-up desk with everything that a control reads: several countries and currencies, shares outstanding, quotes of
 * today and the five days before, factor loadings, the product's stress ladder, working orders away from the market, and
 * what traders and strategies built.
 */
export function fullDesk(
  random: SeededRandom,
  market: SyntheticMarket,
  positionsPerAccount: number,
  { working }: FullDeskSize,
): BookSource {
  const instruments = market.instruments.map(placed);
  const source = syntheticDesk(random, { ...market, instruments }, positionsPerAccount);
  const { now } = source.clock;
  const resting = named(random, syntheticTickets(random, market, working, source.positions)).map((ticket) =>
    restingOf(market, ticket),
  );
  return {
    ...source,
    fx: RATES.map(([currency, rate]) => ({
      currency,
      date: toIsoDate(dateOf(now)),
      rate: Math.round(rate * FX_ONE) as FxRate,
    })),
    quotes: summariseQuotes(quotesOf(random, market, now), now, now),
    loadings: loadingsOf(random, instruments),
    ladder: readStressLadder(),
    navMarks: navMarksOf(source, dateOf(now)),
    built: source.positions.map((position, i) => ({
      ...position,
      ...(i % 2 === 0
        ? { level: 'TRADER', key: random.pick(TRADERS) }
        : { level: 'STRATEGY', key: random.pick(STRATEGIES) }),
    })),
    working: resting.map((ticket) => ({ ticket, leavesQty: ticket.orderQty })),
  };
}

/** The same tickets, each with a trader and a strategy. */
export const named = (random: SeededRandom, tickets: readonly Ticket[]): Ticket[] =>
  tickets.map((ticket) => ({
    ...ticket,
    trader: random.pick(TRADERS),
    strategy: random.pick(STRATEGIES),
  }));

/** Tells the book of tickets sent over the last hour, the newest a second ago, and of their fills. */
export function rememberSends(book: DeskBook, sent: readonly Ticket[], tick: number): void {
  const { activity, today } = book;
  sent.forEach((ticket, i) => {
    const ago = 1 + ((sent.length - 1 - i) * 3_598) / sent.length;
    const at = tick - Math.round(ago * MICROS_PER_SECOND);
    activity.announced(
      { ...ticket, clOrdId: `P${i}` as ClOrdId },
      { tick: at, day: today, notional: 1_000_000 },
    );
    activity.addFill(ticket, at);
  });
}

/** Of the firm, each desk and each account: worth its cash when every period opened, and never more. */
function navMarksOf({ accounts }: BookSource, session: number): NavMarks[] {
  const periods = periodsOf(session);
  const marksOf = (level: NavMarks['level'], key: string, members: readonly Account[]): NavMarks => {
    const nav = members.reduce((sum, { cash }) => sum + cash, 0) as Money;
    const open = (from: number): NavOpen => ({ from, nav });
    const { day, week, month } = periods;
    return { level, key, day: open(day), week: open(week), month: open(month), highWater: nav };
  };
  const desks = [...new Set(accounts.map(({ desk }) => desk))];
  return [
    marksOf('FIRM', '*', accounts),
    ...desks.map((desk) =>
      marksOf(
        'DESK',
        desk,
        accounts.filter((one) => one.desk === desk),
      ),
    ),
    ...accounts.map((one) => marksOf('ACCOUNT', one.account, [one])),
  ];
}

/** A country, its currency and a number of shares. */
function placed(instrument: Instrument, i: number): Instrument {
  const country = i % 10 < COUNTRIES.length - 1 ? (COUNTRIES[1 + (i % 10)] ?? 'US') : 'US';
  const currency = (country === 'DE' ? 'EUR' : country === 'GB' ? 'GBP' : 'USD') as Currency;
  return { ...instrument, country, currency, sharesOutstanding: (50_000_000 + i * 1_000) as Shares };
}

/** A limit order a tenth away from the market: it rests, and crosses nothing. */
function restingOf(market: SyntheticMarket, ticket: Ticket): Ticket {
  const away = 1 - 0.1 * directionOf(ticket.side);
  const cents = Math.round(((market.closes.get(ticket.symbol) ?? NaN) / PRICE_ONE) * away * 100);
  const orderQty = Math.max(1, Math.round(ticket.orderQty / QUANTITY_ONE / 10)) * QUANTITY_ONE;
  return {
    ...ticket,
    clOrdId: `W${ticket.clOrdId}` as ClOrdId,
    orderQty: orderQty as Quantity,
    ordType: 'LIMIT',
    price: (Math.max(1, cents) * (PRICE_ONE / 100)) as Price,
  };
}

function quotesOf(random: SeededRandom, { instruments, closes }: SyntheticMarket, now: EpochMs): Quote[] {
  return instruments.flatMap(({ symbol }) => {
    const close = closes.get(symbol) ?? NaN;
    const half = Math.max(1, Math.round(close * MOST_HALF_SPREAD * random.fraction()));
    return Array.from({ length: QUOTED_DAYS + 1 }, (_, day): Quote => ({
      symbol,
      at: (now - day * DAY_MS - 1_000) as EpochMs,
      bid: (close - half) as Price,
      ask: (close + half) as Price,
      last: null,
      bidSize: null,
      askSize: null,
    }));
  });
}

const loadingsOf = (random: SeededRandom, instruments: readonly Instrument[]): FactorLoading[] =>
  instruments.flatMap(({ symbol }) =>
    FACTORS.map((factor) => ({ symbol, factor, loading: 2 * random.fraction() - 1 })),
  );
