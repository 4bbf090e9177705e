import {
  MONEY_ONE,
  PRICE_ONE,
  QUANTITY_ONE,
  type Money,
  type Price,
  type Quantity,
} from '#shared/domain/decimal.ts';
import type { AccountId, ClOrdId, Currency, DeskId, SymbolId } from '#shared/domain/ids.ts';
import type { Account, Position } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { BookSource } from '#electron/core/book/desk-book.ts';
import { sessionEnd } from '#electron/core/marketdata/calendar-date.ts';
import { closingMarks } from '#electron/core/marketdata/instrument-views.ts';
import { EMPTY_LADDER } from '#shared/domain/stress-ladder.ts';
import { PriceHistory } from '#electron/core/marketdata/price-history.ts';
import { readCalendars } from '#electron/server/read-calendars.ts';
import type { SyntheticMarket } from './synthetic-market.ts';

const USD = 'USD' as Currency;
const ACCOUNTS = ['A1', 'A2', 'A3', 'A4'] as AccountId[];
const CASH = 40_000_000;
const POSITION_VALUES = [10_000, 110_000] as const;
const TICKET_NOTIONALS = [5_000, 1_000_000] as const;

/** Four accounts on two desks, each long most and short some of its symbols; nothing working. */
export function syntheticDesk(random: SeededRandom, market: SyntheticMarket, positions: number): BookSource {
  const accounts = ACCOUNTS.map((account, i): Account => ({
    account,
    desk: (i < 2 ? 'EQ' : 'ARB') as DeskId,
    baseCurrency: USD,
    cash: (CASH * MONEY_ONE) as Money,
    marginRateLong: 1,
    marginRateShort: 1.5,
  }));
  const history = new PriceHistory(market.bars);
  return {
    instruments: market.instruments,
    accounts,
    positions: ACCOUNTS.flatMap((account) => positionsOf(random, market, account, positions)),
    built: [],
    working: [],
    fx: [],
    restrictions: [],
    navMarks: [],
    states: [],
    marks: closingMarks(history, market.bars.symbols, market.lastSession),
    quotes: [],
    loadings: [],
    ladder: EMPTY_LADDER,
    history,
    base: USD,
    clock: { mode: 'AS_OF', now: sessionEnd(market.lastSession) },
    locates: [],
    calendars: readCalendars(),
    traders: null,
    strategies: null,
  };
}

function positionsOf(
  random: SeededRandom,
  market: SyntheticMarket,
  account: AccountId,
  count: number,
): Position[] {
  const symbols = new Set<SymbolId>();
  while (symbols.size < count) symbols.add(random.pick(market.instruments).symbol);
  return [...symbols].map((symbol) => {
    const value = POSITION_VALUES[0] + (POSITION_VALUES[1] - POSITION_VALUES[0]) * random.fraction();
    const quantity = sharesFor(market, symbol, value) * (random.chance(0.2) ? -1 : 1);
    return { account, symbol, quantity: quantity as Quantity, avgPrice: null };
  });
}

/** Well-formed tickets in any symbol of any account: buys and sells, market and limit, small and large. */
export function syntheticTickets(random: SeededRandom, market: SyntheticMarket, count: number): Ticket[] {
  const [least, most] = TICKET_NOTIONALS;
  return random.times(count, (i) => {
    const { symbol } = random.pick(market.instruments);
    const notional = least * (most / least) ** random.fraction();
    const isLimit = random.chance(0.7);
    const side = random.chance(0.6) ? 'BUY' : random.chance(0.8) ? 'SELL' : 'SELL_SHORT';
    return {
      clOrdId: `T${i}` as ClOrdId,
      account: random.pick(ACCOUNTS),
      symbol,
      side,
      orderQty: sharesFor(market, symbol, notional) as Quantity,
      ordType: isLimit ? 'LIMIT' : 'MARKET',
      price: isLimit ? nearPrice(market, symbol, random) : null,
      stopPx: null,
      timeInForce: 'DAY',
      trader: '',
      strategy: '',
      transactTime: null,
      defects: [],
    };
  });
}

/** Whole shares, at least one, worth about `value`; scaled quantity. */
const sharesFor = (market: SyntheticMarket, symbol: string, value: number): number =>
  Math.max(1, Math.round(value / ((market.closes.get(symbol) ?? NaN) / PRICE_ONE))) * QUANTITY_ONE;

/** Within 4 % of the close, in whole cents. */
function nearPrice(market: SyntheticMarket, symbol: string, random: SeededRandom): Price {
  const close = (market.closes.get(symbol) ?? NaN) / PRICE_ONE;
  return (Math.round(close * (0.96 + 0.08 * random.fraction()) * 100) * (PRICE_ONE / 100)) as Price;
}
