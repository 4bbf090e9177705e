import { CONTROL_CODES, type ControlCode } from '#shared/domain/control.ts';
import {
  MULTIPLIER_ONE,
  PRICE_ONE,
  QUANTITY_ONE,
  type Money,
  type Multiplier,
  type Price,
  type Quantity,
  type Shares,
} from '#shared/domain/decimal.ts';
import type {
  AccountId,
  ClOrdId,
  Currency,
  DecisionId,
  DeskId,
  EpochMs,
  IsoDate,
  LimitId,
  StrategyId,
  SymbolId,
} from '#shared/domain/ids.ts';
import type { Limit } from '#shared/domain/limit.ts';
import type { Position, Restriction } from '#shared/domain/reference.ts';
import { ORD_TYPES, TIMES_IN_FORCE, type Ticket } from '#shared/domain/ticket.ts';
import type { SessionCalendar } from '#shared/domain/calendar.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { StateHit } from '#shared/controls/check.ts';
import type { Control } from '#shared/controls/control.ts';
import { CONTROLS } from '#shared/controls/registry.ts';
import type { NavMarks } from '#shared/domain/nav-marks.ts';
import { DeskBook } from '../book/desk-book.ts';
import { periodsOf } from '../loss/periods.ts';
import { compilePlan, type PlanEntry } from '../limits/plan.ts';
import { dateOf } from '../marketdata/calendar-date.ts';
import { EMPTY_LADDER, type StressScenario } from '#shared/domain/stress-ladder.ts';
import type { Quote } from '#shared/domain/market-data.ts';
import { PriceHistory } from '../marketdata/price-history.ts';
import { summariseQuotes } from '../marketdata/symbol-quotes.ts';
import type { BarColumns } from '../ports/desk-reader.ts';
import { Validator } from './validator.ts';

const SESSIONS = 60;
const WINDOW = 40;
const DAY_MS = 86_400_000;
const START = 1_577_836_800_000 as EpochMs;
const NOW = (START + SESSIONS * DAY_MS) as EpochMs;
const TICK = NOW * 1_000;
const BASE = 'USD' as Currency;

const QUOTE: Quote = {
  symbol: 'X' as SymbolId,
  at: NOW,
  bid: (99 * PRICE_ONE) as Price,
  ask: (101 * PRICE_ONE) as Price,
  last: null,
  bidSize: null,
  askSize: null,
};
const SCENARIO: StressScenario = {
  id: 'all down',
  title: '',
  source: '',
  price: { market: -0.1, sectors: {}, elsewhere: null, factors: {}, symbols: {} },
  eachSector: null,
  volatility: 1,
  volume: 1,
  spread: 1,
};
/** Something that the planted order correlates with. */
const HOLDING: Position = {
  account: 'A' as AccountId,
  symbol: 'SPY' as SymbolId,
  quantity: QUANTITY_ONE as Quantity,
  avgPrice: null,
};

/** The account was worth twice its cash when every period opened. */
const WAS: Money = 200_000_000 as Money;
const PERIODS = periodsOf(dateOf(NOW));
const MARKS: NavMarks = {
  level: 'FIRM',
  key: '*',
  day: { from: PERIODS.day, nav: WAS },
  week: { from: PERIODS.week, nav: WAS },
  month: { from: PERIODS.month, nav: WAS },
  highWater: WAS,
};

/** Every control that failed to block the ticket planted for it; empty when all of them bite. */
export function findToothlessControls(
  controls: Readonly<Record<ControlCode, Control>> = CONTROLS,
): ControlCode[] {
  return CONTROL_CODES.filter((code) => !blocksItsPlant(controls[code]));
}

/**
 * The start-up self-test: each control must block a ticket that breaks it. Throws INTERNAL naming those that do
 * not; the desk then refuses to serve.
 */
export function runSelfTest(): void {
  const toothless = findToothlessControls();
  if (toothless.length === 0) return;
  throw new AppErrorException(
    appError(
      'INTERNAL',
      `controls that block nothing: ${toothless.join(', ')}`,
      'start-up self-test',
      'Do not trade on this build.',
    ),
  );
}

/** A limit of 0, or an unreachable minimum, that any order breaks; for a gate the state that it must refuse. */
function blocksItsPlant(control: Control): boolean {
  const { code } = control;
  const book = deskWith(code);
  plantActivity(book, code);
  const limits = control.kind === 'COMPARISON' ? [plantedLimit(control.code)] : [];
  const plan = compilePlan(limits, BASE, book.market, NOW);
  // The control under test is the one given, not the one registered, so that a mutant can be tried.
  const planted = {
    ...plan,
    entries: plan.entries.map((entry): PlanEntry => {
      if (control.kind === 'GATE')
        return entry.gate?.code === code ? { gate: control, comparison: null } : entry;
      if (entry.gate !== null || entry.comparison.code !== code) return entry;
      const compiled = entry.limits.map((limit) => ({ ...limit, control }));
      return { ...entry, comparison: control, limits: compiled };
    }),
  };
  const decision = new Validator(book, { now: () => NOW, monotonicMicros: () => 0 }).decide(
    plantedTicket(code),
    planted,
    NOW,
    'self-test' as DecisionId,
    TICK,
  );
  const outcome = decision.outcomes.find((one) => one.code === code);
  return outcome?.status === 'BLOCK' && decision.verdict !== 'PASS' && decision.verdict !== 'WARN';
}

/** What must have happened before, for a control that looks back. */
function plantActivity({ activity }: DeskBook, code: ControlCode): void {
  const ticket = plantedTicket(code);
  if (code === 'DUPLICATE_ORDER') activity.addSend(ticket, TICK);
  if (code === 'SELF_MATCH') activity.opened({ ...ticket, side: 'SELL' }, ticket.orderQty);
}

function plantedTicket(code: ControlCode): Ticket {
  return {
    clOrdId: 'self-test' as ClOrdId,
    account: 'A' as AccountId,
    symbol: (code === 'UNKNOWN_REFERENCE' ? 'NOWHERE' : 'X') as SymbolId,
    side: code === 'SHORT_SALE' ? 'SELL_SHORT' : 'BUY',
    orderQty: (code === 'ORDER_INVALID' ? QUANTITY_ONE / 2 : 100 * QUANTITY_ONE) as Quantity,
    ordType: code === 'PRICE_COLLAR' ? 'LIMIT' : 'MARKET',
    price: code === 'PRICE_COLLAR' ? ((200 * PRICE_ONE) as Price) : null,
    stopPx: null,
    timeInForce: 'DAY',
    trader: '',
    strategy: code === 'REPEATED_EXECUTION' ? ('S' as StrategyId) : '',
    transactTime: NOW,
    defects: [],
  };
}

function plantedLimit(code: ControlCode): Limit {
  const control = CONTROLS[code];
  const units = control.kind === 'COMPARISON' ? control.units : [];
  const params: Record<string, string | number> = {};
  if (control.kind === 'COMPARISON' && control.params.includes('window')) params['window'] = WINDOW;
  if (code === 'RISK_BUDGET') params['budget'] = 1;
  if (code === 'METRIC') Object.assign(params, { metric: 'GROSS_EXPOSURE', op: '<=' });
  return {
    limitId: 'self-test' as LimitId,
    version: 1,
    control: code,
    scope: { level: 'FIRM', key: '*' },
    group: null,
    filter: [],
    unit: units[0] ?? 'MONEY',
    currency: units[0] === 'MONEY' ? BASE : null,
    hard: control.kind === 'COMPARISON' && control.minimum ? '1000000000' : '0',
    soft: null,
    action: 'BLOCK',
    params,
    effectiveFrom: 0 as EpochMs,
    effectiveTo: null,
    status: 'ACTIVE',
    createdBy: 'self-test',
    approvedBy: null,
    reason: '',
  };
}

function deskWith(code: ControlCode): DeskBook {
  const states: StateHit[] = code === 'TRADING_STATE' ? [{ level: 'FIRM', key: '*', state: 'HALTED' }] : [];
  const restriction: Restriction = {
    symbol: 'X' as SymbolId,
    issuer: null,
    mode: 'NO_TRADE',
    from: '2000-01-01' as IsoDate,
    to: null,
    reason: '',
  };
  return new DeskBook({
    instruments: ['X', 'SPY'].map((symbol) => instrument(symbol as SymbolId)),
    accounts: [
      {
        account: 'A' as AccountId,
        desk: 'D' as DeskId,
        baseCurrency: BASE,
        cash: 100_000_000 as Money,
        marginRateLong: 1,
        marginRateShort: 1.5,
      },
    ],
    positions: code === 'MEAN_CORRELATION' ? [HOLDING] : [],
    navMarks: [MARKS],
    built: [],
    working: [],
    fx: [],
    restrictions: code === 'RESTRICTED' ? [restriction] : [],
    states,
    marks: ['X', 'SPY'].map((symbol) => ({
      symbol: symbol as SymbolId,
      price: (100 * PRICE_ONE) as Price,
      at: (NOW - 1_000) as EpochMs,
    })),
    quotes: summariseQuotes([QUOTE], NOW, NOW),
    loadings: [{ symbol: 'X' as SymbolId, factor: 'SIZE', loading: 1 }],
    ladder: { ...EMPTY_LADDER, scenarios: [SCENARIO] },
    history: new PriceHistory(bars()),
    base: BASE,
    clock: { mode: 'AS_OF', now: NOW },
    locates: [],
    calendars: [CALENDAR],
    traders: null,
    strategies: null,
  });
}

const EVERYTHING = { ordTypes: ORD_TYPES, timesInForce: TIMES_IN_FORCE };
const NOTHING = { ordTypes: [], timesInForce: [] };

/** A market that never opens: `NOW` is on none of its days. */
const CALENDAR: SessionCalendar = {
  mic: 'XNYS',
  aliases: [],
  timeZone: 'UTC',
  from: 19_700_101,
  to: 99_991_231,
  weekdays: [],
  preOpen: '00:00',
  open: '00:00',
  close: '24:00',
  closingMinutes: 0,
  holidays: [],
  earlyCloses: [],
  admits: { CLOSED: NOTHING, PRE_OPEN: EVERYTHING, OPEN: EVERYTHING, CLOSING: EVERYTHING },
};

function instrument(symbol: SymbolId) {
  return {
    symbol,
    name: symbol,
    issuer: symbol,
    sector: 'S',
    subIndustry: '',
    country: 'US',
    currency: BASE,
    assetClass: 'EQUITY',
    exchange: '',
    lotSize: QUANTITY_ONE as Quantity,
    tickSize: null,
    multiplier: MULTIPLIER_ONE as Multiplier,
    sharesOutstanding: 1 as Shares,
  };
}

/** Two symbols whose closes swing by a tenth each session, so that every risk figure is above zero. */
function bars(): BarColumns {
  const rows = [0, 1].flatMap((symbol) => Array.from({ length: SESSIONS }, (_, day) => ({ symbol, day })));
  return {
    symbols: ['X' as SymbolId, 'SPY' as SymbolId],
    symbolIndex: Int32Array.from(rows, ({ symbol }) => symbol),
    dates: Int32Array.from(rows, ({ day }) => dateOf((START + day * DAY_MS) as EpochMs)),
    closes: Float64Array.from(rows, ({ day }) => (day % 2 === 0 ? 100 : 90) * PRICE_ONE),
    volumes: Float64Array.from(rows, () => 1_000 * QUANTITY_ONE),
  };
}
