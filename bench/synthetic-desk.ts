import {
  MONEY_ONE,
  PRICE_ONE,
  QUANTITY_ONE,
  type Money,
  type Price,
  type Quantity,
} from '#shared/domain/decimal.ts';
import type { AccountId, ClOrdId, Currency, DeskId, IsoDate, SymbolId } from '#shared/domain/ids.ts';
import type { Account, Locate, Position } from '#shared/domain/reference.ts';
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
/** More shares than any of its tickets sells short. */
const LOCATED = 10_000_000;
const FAR_DATE = '2099-12-31' as IsoDate;

/**
 * Four accounts on two desks, each long most and short some of its symbols; nothing working, and every symbol located for
 * every account.
 */
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
    locates: ACCOUNTS.flatMap((account) =>
      market.instruments.map(({ symbol }): Locate => locateOf(account, symbol)),
    ),
    calendars: readCalendars(),
    traders: null,
    strategies: null,
  };
}

const locateOf = (account: AccountId, symbol: SymbolId): Locate => ({
  account,
  symbol,
  quantity: (LOCATED * QUANTITY_ONE) as Quantity,
  expires: FAR_DATE,
});

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

/**
 * Well-formed tickets in any symbol of any account: buys and sells, market and limit, small and large. A sale of what its
 * account holds is a SELL, any other a SELL_SHORT.
 */
export function syntheticTickets(
  random: SeededRandom,
  market: SyntheticMarket,
  count: number,
  positions: readonly Position[],
): Ticket[] {
  const [least, most] = TICKET_NOTIONALS;
  const held = new Map(positions.map((one) => [`${one.account} ${one.symbol}`, one.quantity]));
  return random.times(count, (i) => {
    const { symbol } = random.pick(market.instruments);
    const notional = least * (most / least) ** random.fraction();
    const isLimit = random.chance(0.7);
    const account = random.pick(ACCOUNTS);
    const orderQty = sharesFor(market, symbol, notional) as Quantity;
    const isHeld = (held.get(`${account} ${symbol}`) ?? 0) >= orderQty;
    const side = random.chance(0.6) ? 'BUY' : isHeld ? 'SELL' : 'SELL_SHORT';
    return {
      clOrdId: `T${i}` as ClOrdId,
      account,
      symbol,
      side,
      orderQty,
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
