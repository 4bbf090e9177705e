import type { FxRate, Money, Multiplier, Price, Quantity } from '#shared/domain/decimal.ts';
import {
  FX_PLACES,
  MONEY_PLACES,
  MULTIPLIER_PLACES,
  parseDecimal,
  PRICE_PLACES,
  QUANTITY_PLACES,
} from '#shared/domain/decimal.ts';
import type {
  AccountId,
  ClOrdId,
  Currency,
  DeskId,
  EpochMs,
  IsoDate,
  LimitId,
  SymbolId,
} from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Account, Instrument, Locate, Position } from '#shared/domain/reference.ts';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import { EMPTY_LADDER, type StressScenario } from '#shared/domain/stress-ladder.ts';
import { ORD_TYPES, TIMES_IN_FORCE, type Ticket } from '#shared/domain/ticket.ts';
import type { NaiveDesk, NaiveFill, NaiveSend, WorkingTicket } from './naive-desk.ts';

function decimal(value: number | string, places: number): number {
  const parsed = parseDecimal(String(value), places);
  if (typeof parsed === 'string') throw new RangeError(`${value}: ${parsed}`);
  return parsed;
}

/** Scaled integers from what a person writes: `build.price(12.5)`. Throws RangeError on what the scale cannot hold. */
const quantity = (value: number | string): Quantity => decimal(value, QUANTITY_PLACES) as Quantity;
const price = (value: number | string): Price => decimal(value, PRICE_PLACES) as Price;
const money = (value: number | string): Money => decimal(value, MONEY_PLACES) as Money;
const fxRate = (value: number | string): FxRate => decimal(value, FX_PLACES) as FxRate;
const multiplier = (value: number | string): Multiplier => decimal(value, MULTIPLIER_PLACES) as Multiplier;

/** Any noon; a Friday. */
const NOON = Date.UTC(2026, 0, 16, 12) as EpochMs;

function instrument(symbol: string, more: Partial<Instrument> = {}): Instrument {
  return {
    symbol: symbol as SymbolId,
    name: symbol,
    issuer: '',
    sector: 'Industrials',
    subIndustry: '',
    country: 'US',
    currency: 'USD' as Currency,
    assetClass: 'EQUITY',
    exchange: 'XNYS',
    lotSize: quantity(1),
    tickSize: null,
    multiplier: multiplier(1),
    sharesOutstanding: null,
    ...more,
  };
}

function account(id: string, cash: number | string, more: Partial<Account> = {}): Account {
  return {
    account: id as AccountId,
    desk: 'DESK1' as DeskId,
    baseCurrency: 'USD' as Currency,
    cash: money(cash),
    marginRateLong: 1,
    marginRateShort: 1.5,
    ...more,
  };
}

const position = (accountId: string, symbol: string, shares: number | string): Position => ({
  account: accountId as AccountId,
  symbol: symbol as SymbolId,
  quantity: quantity(shares),
  avgPrice: null,
});

/** A market order to buy for account A1 unless told otherwise. */
function ticket(symbol: string, shares: number | string, more: Partial<Ticket> = {}): Ticket {
  return {
    clOrdId: 'T1' as ClOrdId,
    account: 'A1' as AccountId,
    symbol: symbol as SymbolId,
    side: 'BUY',
    orderQty: quantity(shares),
    ordType: 'MARKET',
    price: null,
    stopPx: null,
    timeInForce: 'DAY',
    trader: '',
    strategy: '',
    transactTime: null,
    defects: [],
    ...more,
  };
}

/** Shares set aside for short sales, good for all of 2026. */
const locate = (accountId: string, symbol: string, shares: number | string): Locate => ({
  account: accountId as AccountId,
  symbol: symbol as SymbolId,
  quantity: quantity(shares),
  expires: '2026-12-31' as IsoDate,
});

const working = (order: Ticket): WorkingTicket => ({ ticket: order, leavesQty: order.orderQty });

/** A live FIRM limit that blocks; `more` says what differs. */
function limit(
  control: Limit['control'],
  unit: Limit['unit'],
  hard: string,
  more: Partial<Limit> = {},
): Limit {
  return {
    limitId: `${control.toLowerCase().replaceAll('_', '-')}` as LimitId,
    version: 1,
    control,
    scope: { level: 'FIRM', key: '*' },
    group: null,
    filter: [],
    unit,
    currency: unit === 'MONEY' ? ('USD' as Currency) : null,
    hard,
    soft: null,
    action: 'BLOCK',
    params: {},
    effectiveFrom: 0 as EpochMs,
    effectiveTo: null,
    status: 'ACTIVE',
    createdBy: 'officer',
    approvedBy: 'approver',
    reason: 'test',
    ...more,
  };
}

/** The three limits without which every ticket is denied, too wide to bind. */
const wideLimits = (): Limit[] => [
  limit('MAX_ORDER_NOTIONAL', 'MONEY', '1000000000'),
  limit('MAX_POSITION_NOTIONAL', 'MONEY', '1000000000'),
  limit('GROSS_EXPOSURE', 'MONEY', '1000000000'),
];

const ORDERS = { ordTypes: ORD_TYPES, timesInForce: TIMES_IN_FORCE };
const ALL_DAY: Partial<SessionCalendar> = {
  timeZone: 'UTC',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  preOpen: '00:00',
  open: '00:00',
  close: '24:00',
  closingMinutes: 0,
};

/** New York's hours without holidays, 2000 to 2030; noon UTC is before the open. */
const calendar = (mic: string, more: Partial<SessionCalendar> = {}): SessionCalendar => ({
  mic,
  aliases: [`${mic}_ALIAS`],
  timeZone: 'America/New_York',
  from: 20_000_101,
  to: 20_301_231,
  weekdays: [1, 2, 3, 4, 5],
  preOpen: '04:00',
  open: '09:30',
  close: '16:00',
  closingMinutes: 10,
  holidays: [],
  earlyCloses: [],
  admits: {
    CLOSED: { ...ORDERS, timesInForce: ['GTC'] },
    PRE_OPEN: { ...ORDERS, timesInForce: ['DAY', 'GTC', 'OPG', 'CLS'] },
    OPEN: { ...ORDERS, timesInForce: ['DAY', 'GTC', 'IOC', 'FOK', 'CLS'] },
    CLOSING: { ...ORDERS, timesInForce: ['DAY', 'GTC', 'IOC', 'FOK'] },
  },
  ...more,
});

/** A message of a ticket so many microseconds before the builders' noon; sent that day unless told otherwise. */
const sent = (order: Ticket, ago: number, more: Partial<NaiveSend> = {}): NaiveSend => ({
  kind: 'SEND',
  tick: NOON * 1_000 - ago,
  day: 20_260_116,
  ticket: order,
  notional: 0,
  ...more,
});

/** The whole ticket filled so many microseconds before the builders' noon. */
const fill = (order: Ticket, ago: number, more: Partial<NaiveFill> = {}): NaiveFill => ({
  tick: NOON * 1_000 - ago,
  day: 20_260_116,
  ticket: order,
  quantity: order.orderQty,
  ...more,
});

/** A desk of nothing but its clock (noon UTC, frozen) and the three wide limits. */
const desk = (more: Partial<NaiveDesk> = {}): NaiveDesk => ({
  baseCurrency: 'USD' as Currency,
  clock: { mode: 'AS_OF', now: NOON },
  instruments: [],
  accounts: [],
  positions: [],
  working: [],
  built: [],
  marks: [],
  fx: [],
  navMarks: [],
  bars: [],
  quotes: [],
  loadings: [],
  ladder: EMPTY_LADDER,
  limits: wideLimits(),
  restrictions: [],
  states: [],
  knownTraders: null,
  knownStrategies: null,
  tick: NOON * 1_000,
  messages: [],
  fills: [],
  throttles: [],
  locates: [],
  calendars: [calendar('XNYS'), calendar('24X7', ALL_DAY)],
  ...more,
});

/** A fresh mark. */
const mark = (symbol: string, px: number | string, at: EpochMs = NOON) => ({
  symbol: symbol as SymbolId,
  price: price(px),
  at,
});

/** A quote of the clock's own instant. */
const quote = (symbol: string, bid: number | string, ask: number | string, at: EpochMs = NOON): Quote => ({
  symbol: symbol as SymbolId,
  at,
  bid: price(bid),
  ask: price(ask),
  last: null,
  bidSize: null,
  askSize: null,
});

/** A scenario in which nothing happens but what `more` says. */
const scenario = (
  id: string,
  shock: Partial<StressScenario['price']> = {},
  more: Partial<StressScenario> = {},
): StressScenario => ({
  id,
  title: id,
  source: 'test',
  price: { market: 0, sectors: {}, elsewhere: null, factors: {}, symbols: {}, ...shock },
  eachSector: null,
  volatility: 1,
  volume: 1,
  spread: 1,
  ...more,
});

/** Small valid rows that a test changes only where it cares; each call gives a new value. */
export const build = {
  NOON,
  quantity,
  price,
  money,
  fxRate,
  multiplier,
  instrument,
  account,
  position,
  ticket,
  locate,
  working,
  limit,
  wideLimits,
  desk,
  mark,
  calendar,
  sent,
  fill,
  quote,
  scenario,
};
