import { PRICE_ONE } from '#shared/domain/decimal.ts';
import type { Money, Price, Quantity } from '#shared/domain/decimal.ts';
import type {
  AccountId,
  ClOrdId,
  DeskId,
  EpochMs,
  IsoDate,
  StrategyId,
  SymbolId,
  TraderId,
} from '#shared/domain/ids.ts';
import type { Account, Instrument, Position, Restriction } from '#shared/domain/reference.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { SIDES } from '#shared/domain/ticket.ts';
import { build } from './builders.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import { bookOf } from './naive-book.ts';
import { firstDay } from './naive-loss-measures.ts';
import type { BuiltPosition, NaiveDesk, NaiveState, WorkingTicket } from './naive-desk.ts';
import { toNaiveQuestion } from './naive-question.ts';
import { valueOf } from './naive-valuation.ts';
import { randomActivity } from './random-activity.ts';
import { randomLimits } from './random-limits.ts';
import { randomMarket } from './random-market.ts';
import { Rational } from './rational.ts';
import { SeededRandom } from './seeded-random.ts';

const ACCOUNTS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'] as const;
const CASH = ['0', '1000', '1000', '10000', '100000', '100000', '-500', '0.01'] as const;
const TRADERS = ['', 'ann', 'bob'] as const;
const STRATEGIES = ['', 'mean', 'trend'] as const;
const HOUR = 3_600_000;
/** Noon UTC; in New York the open, the end of the day's auctions, the close; the last second and millisecond of the date, and its first. */
const TIMES = [
  ...[0, 0, 0, 2.5 * HOUR - 1, 2.5 * HOUR, 9 * HOUR - 600_000, 9 * HOUR - 1, 9 * HOUR],
  ...[12 * HOUR - 1_001, 12 * HOUR - 1_000, 12 * HOUR - 1, -12 * HOUR],
] as const;
const LIMIT_PRICES = [
  0.79, 0.8, 0.9, 0.94, 0.95, 0.96, 1, 1, 1, 1, 1.04, 1.04, 1.05, 1.06, 1.2, 1.21,
] as const;

export interface RandomCase {
  readonly desk: NaiveDesk;
  readonly ticket: Ticket;
}

const lots = (instrument: Instrument, count: number): Quantity => (instrument.lotSize * count) as Quantity;

function randomPrice(random: SeededRandom, desk: NaiveDesk, instrument: Instrument): Price {
  const px = desk.marks.find((row) => row.symbol === instrument.symbol)?.price ?? 10 * PRICE_ONE;
  const tick = instrument.tickSize ?? 1;
  return Math.max(tick, Math.round((px * random.pick(LIMIT_PRICES)) / tick) * tick) as Price;
}

/** A valid order for a known account and symbol. */
function randomOrder(random: SeededRandom, desk: NaiveDesk, clOrdId: string): Ticket {
  const instrument = random.pick(desk.instruments);
  const ordType = random.pick(['MARKET', 'LIMIT', 'LIMIT', 'LIMIT', 'STOP', 'STOP_LIMIT'] as const);
  return {
    clOrdId: clOrdId as ClOrdId,
    account: random.pick(desk.accounts).account,
    symbol: instrument.symbol,
    side: random.pick(SIDES),
    orderQty: lots(instrument, random.between(1, 12)),
    ordType,
    price: ordType.endsWith('LIMIT') ? randomPrice(random, desk, instrument) : null,
    stopPx: ordType.startsWith('STOP') ? randomPrice(random, desk, instrument) : null,
    timeInForce: random.pick(['DAY', 'DAY', 'DAY', 'DAY', 'GTC', 'GTC', 'IOC', 'OPG', 'CLS']),
    trader: random.pick(TRADERS) as TraderId | '',
    strategy: random.pick(STRATEGIES) as StrategyId | '',
    transactTime: random.pick([null, desk.clock.now]),
    defects: [],
  };
}

function randomWorking(random: SeededRandom, desk: NaiveDesk): WorkingTicket[] {
  return random.times(random.between(0, 6), (position) => {
    const ticket = randomOrder(random, desk, `W${position}`);
    const isPart = random.chance(0.4);
    const leavesQty = isPart ? (Math.ceil(ticket.orderQty / 2) as Quantity) : ticket.orderQty;
    return { ticket, leavesQty };
  });
}

/** Aims the ticket at its own position: closing it exactly, one lot more, or turning it over. */
function aimAtPosition(random: SeededRandom, desk: NaiveDesk, ticket: Ticket): Ticket {
  const { account, symbol } = random.pick(desk.positions);
  const instrument = desk.instruments.find((row) => row.symbol === symbol);
  const aimed = { ...ticket, account, symbol };
  const book = bookOf({ desk, ticket: aimed }, { level: 'ACCOUNT', key: account });
  const own = book.find((row) => row.symbol === symbol);
  if (instrument === undefined || own === undefined) return ticket;
  const isLong = own.q.num > 0n;
  const open = own.q.abs().minus(isLong ? own.ws : own.wb);
  const left = Math.round(open.toNumber() * 1e6);
  const quantity = random.pick([
    left,
    left,
    left + instrument.lotSize,
    left - instrument.lotSize,
    2 * Math.abs(left),
  ]);
  const price = ticket.price === null ? null : randomPrice(random, desk, instrument);
  const stopPx = ticket.stopPx === null ? null : randomPrice(random, desk, instrument);
  const side = isLong ? random.pick(['SELL', 'SELL', 'SELL_SHORT'] as const) : 'BUY';
  return { ...aimed, side, price, stopPx, orderQty: Math.max(instrument.lotSize, quantity) as Quantity };
}

/** One mistake that a ticket can come with. */
function spoil(random: SeededRandom, ticket: Ticket): Ticket {
  const defect = (field: 'orderQty' | 'timeInForce') => [{ field, value: 'abc', problem: 'NOT_A_NUMBER' }];
  return random.pick<Ticket>([
    { ...ticket, symbol: 'ZZZ' as SymbolId },
    { ...ticket, account: 'A9' as AccountId },
    { ...ticket, orderQty: 0 as Quantity },
    { ...ticket, orderQty: (ticket.orderQty + 1) as Quantity },
    { ...ticket, orderQty: 0 as Quantity, defects: defect('orderQty') },
    { ...ticket, defects: defect('timeInForce') },
    { ...ticket, ordType: 'LIMIT', price: null },
    { ...ticket, ordType: 'STOP', stopPx: null },
    { ...ticket, trader: 'eve' as TraderId },
    { ...ticket, price: ticket.price === null ? null : ((ticket.price + 1) as Price) },
  ]);
}

function randomTicket(random: SeededRandom, desk: NaiveDesk): Ticket {
  const order = randomOrder(random, desk, 'T1');
  const aimed = desk.positions.length > 0 && random.chance(0.5) ? aimAtPosition(random, desk, order) : order;
  return random.chance(0.08) ? spoil(random, aimed) : aimed;
}

/** What losses are measured from: near what small books are worth, now and then unknown or of a period that is over. */
function randomNavMarks(random: SeededRandom, desk: NaiveDesk): NavMarks[] {
  const nav = () => random.pick([100_000, 1_000_000, 12_345_678, 0, -5, null]) as Money | null;
  const open = (period: 'day' | 'week' | 'month') => ({
    from: firstDay(desk, period) - (random.chance(0.05) ? 1 : 0),
    nav: nav(),
  });
  const scopes = [
    { level: 'FIRM', key: '*' },
    { level: 'DESK', key: 'D1' },
    { level: 'DESK', key: 'D2' },
    ...ACCOUNTS.map((key) => ({ level: 'ACCOUNT' as const, key })),
  ] as const;
  return scopes
    .filter(() => random.chance(0.9))
    .map((scope) => ({
      ...scope,
      day: open('day'),
      week: open('week'),
      month: open('month'),
      highWater: nav(),
    }));
}

function randomStates(random: SeededRandom, ticket: Ticket): NaiveState[] {
  return random.times(random.chance(0.2) ? random.between(1, 2) : 0, () => ({
    ...random.pick<Pick<NaiveState, 'level' | 'key'>>([
      { level: 'FIRM', key: '*' },
      { level: 'DESK', key: 'D1' },
      { level: 'ACCOUNT', key: ticket.account },
      { level: 'TRADER', key: 'ann' },
      { level: 'STRATEGY', key: 'mean' },
      { level: 'SYMBOL', key: ticket.symbol },
    ]),
    state: random.pick(['ACTIVE', 'REDUCING', 'REDUCING', 'HALTED']),
  }));
}

function randomRestrictions(random: SeededRandom, ticket: Ticket): Restriction[] {
  return random.times(random.chance(0.2) ? random.between(1, 2) : 0, () => {
    const isIssuer = random.chance(0.4);
    return {
      symbol: isIssuer ? null : ticket.symbol,
      issuer: isIssuer ? 'ACME' : null,
      mode: random.pick(['NO_TRADE', 'NO_OPEN', 'NO_OPEN', 'WARN']),
      from: random.pick(['2025-01-01', '2026-01-16', '2026-01-17']) as IsoDate,
      to: random.pick([null, '2026-01-16', '2026-01-20', '2026-01-15']) as IsoDate | null,
      reason: 'listed',
    };
  });
}

/** The same desk with the ticket's account's cash such that its NAV is zero, or a cent to either side. */
function emptied(random: SeededRandom, desk: NaiveDesk, ticket: Ticket): NaiveDesk {
  const question = toNaiveQuestion(desk, ticket);
  const worth = bookOf(question, { level: 'ACCOUNT', key: ticket.account }).reduce(
    (sum, row) => sum.plus(valueOf(question, row.symbol, row.q, [])),
    Rational.ZERO,
  );
  const cents = Math.round(worth.toNumber() * 100);
  const cash = (random.pick([0, 0, 1, -1]) - cents) as Money;
  const accounts = desk.accounts.map((row): Account =>
    row.account === ticket.account ? { ...row, cash } : row,
  );
  return { ...desk, accounts };
}

function randomBooks(
  random: SeededRandom,
  market: Pick<NaiveDesk, 'instruments'>,
): Pick<NaiveDesk, 'accounts' | 'positions'> {
  const ids = ACCOUNTS.slice(0, random.between(1, ACCOUNTS.length));
  const accounts = ids.map((id) =>
    build.account(id, random.pick(CASH), {
      desk: random.pick(['D1', 'D2']) as DeskId,
      marginRateLong: random.pick([1, 1, 0.5]),
      marginRateShort: random.pick([1.5, 1.5, 0.25]),
    }),
  );
  const positions = accounts.flatMap(({ account }) =>
    market.instruments
      .filter(() => random.chance(0.5))
      .map((row): Position => ({
        account,
        symbol: row.symbol,
        quantity: lots(row, random.pick([-20, -5, -4, 1, 2, 3, 5, 7, 10, 20])),
        avgPrice: null,
      })),
  );
  return { accounts, positions };
}

function randomBuilt(random: SeededRandom, desk: NaiveDesk): BuiltPosition[] {
  const owners = [
    ['TRADER', 'ann'],
    ['TRADER', 'bob'],
    ['STRATEGY', 'mean'],
    ['STRATEGY', 'trend'],
  ] as const;
  const { account } = random.pick(desk.accounts);
  return owners.flatMap(([level, key]) =>
    desk.instruments
      .filter(() => random.chance(0.3))
      .map((row): BuiltPosition => ({
        level,
        key,
        account,
        symbol: row.symbol,
        quantity: lots(row, random.pick([-5, -2, 1, 4, 8])),
      })),
  );
}

/**
 * One desk and one ticket for it, from a seed alone. Numbers lie on coarse grids and limits at or beside the
 * ticket's own values, so that equality, crossing zero, empty NAV and missing input are common.
 */
export function randomCase(seed: number): RandomCase {
  const random = new SeededRandom(seed);
  const now = (build.NOON + random.pick(TIMES)) as EpochMs;
  const market = randomMarket(random, now);
  const bare = build.desk({
    ...market,
    ...randomBooks(random, market),
    limits: [],
    clock: { mode: random.pick(['LIVE', 'AS_OF']), now },
    tick: now * 1_000,
    calendars: [
      ...build.desk().calendars,
      ...(random.chance(0.05) ? [build.calendar('NOWHERE', { to: 20_260_115 })] : []),
    ],
    knownTraders: random.pick([null, null, null, ['ann', 'bob'], ['ann', 'bob'], ['bob']]),
    knownStrategies: random.pick([null, null, ['mean', 'trend']]),
  });
  const working: NaiveDesk = {
    ...bare,
    working: randomWorking(random, bare),
    built: randomBuilt(random, bare),
    navMarks: randomNavMarks(random, bare),
  };
  const ticket = randomTicket(random, working);
  const peopled = {
    ...working,
    states: randomStates(random, ticket),
    restrictions: randomRestrictions(random, ticket),
    ...randomActivity(random, working, ticket, (clOrdId) => randomOrder(random, working, clOrdId)),
  };
  const desk = random.chance(0.06) ? emptied(random, peopled, ticket) : peopled;
  return { desk: { ...desk, limits: randomLimits(random, desk, ticket) }, ticket };
}
