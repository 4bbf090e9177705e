import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { decision, ticketInput } from '../schemas/ticket.ts';

/** Most tickets of one sizing. */
export const MAX_SIZED = 5_000;

const finite = z.number().nullable();
export const twoWays = z.strictObject({ parametric: z.number(), historical: z.number() });

/** A number that cannot be had, and what it lacks. */
export const lack = z.strictObject({ field: z.string(), input: z.string(), detail: z.string() });

/** What the desk's limits stop at. */
export const cappedBy = z
  .strictObject({ code: z.enum(CONTROL_CODES), limitId: z.string().nullable() })
  .nullable();

/** One session, money, losses positive; `null` where `lacks` says why. */
const bookFigures = z.strictObject({
  gross: finite,
  net: finite,
  /** Sum of squared weights of gross. */
  hhi: finite,
  sigma: finite,
  var: twoWays.nullable(),
  es: twoWays.nullable(),
});
export type BookFigures = z.output<typeof bookFigures>;

/** What a method makes of one ticket. Quantities in shares, money in base currency. */
export const sizedTicket = z.strictObject({
  /** In the order the tickets were given. */
  index: z.number().int(),
  clOrdId: z.string(),
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  lot: z.number(),
  /** Solved, real-valued. */
  quantity: finite,
  /** The same in whole lots, toward zero. */
  orderQty: finite,
  /** Of `orderQty` at the mark, and as a share of the account's NAV. */
  value: finite,
  weight: finite,
  /** Value of the position with the order, as a share of the gross it makes. */
  weightGross: finite,
  /** Share of the target that `orderQty` uses; of a basket method the basket's. */
  budgetUsed: finite,
  /** The account's book without the order and with it. */
  before: bookFigures,
  after: bookFigures,
  incrementalVar: finite,
  componentVar: finite,
  impactBps: finite,
  impact: finite,
  /** Of the order, and of the position with it, at the participation. */
  daysToTrade: finite,
  daysToLiquidate: finite,
  /** The pre-trade check of `orderQty`; null where there is none. */
  decision: decision.nullable(),
  /** The most that the desk's limits let go, where it is less than `orderQty`, and what binds there. */
  cappedAt: finite,
  cappedBy,
  lacks: z.array(lack),
});
export type SizedTicketRow = z.output<typeof sizedTicket>;

/** An account with every sized order in its book. */
const rebalance = z.strictObject({
  account: z.string(),
  before: bookFigures,
  after: bookFigures,
  /** Symbols in the book whose missing returns were filled. */
  proxied: z.array(z.string()),
});
export type Rebalance = z.output<typeof rebalance>;

export const sizingOptions = z.strictObject({
  confidence: z.number().gt(0.5).lt(1).default(0.99),
  /** Sessions of returns, of the calendar of `index`. */
  window: z.number().int().min(20).max(5_000).default(252),
  index: z.string().min(1).max(64).default('SPY'),
  missing: z.enum(['proxy', 'zero', 'refuse']).default('proxy'),
  /** Share of the daily volume when trading and liquidating. */
  participation: z.number().gt(0).max(1).default(0.2),
  /** Largest share of NAV (KELLY) or of the basket (MIN_VARIANCE) in one name. */
  cap: z.number().gt(0).max(1).default(1),
  /** KELLY: expected excess return of the order in its own direction, a year. */
  edgeAnnual: z.number().optional(),
  /** FIXED_RISK: of a ticket without a stop price, the distance as a share of the price. */
  stopDistance: z.number().gt(0).optional(),
});
export type SizingOptions = z.output<typeof sizingOptions>;

/** What a position should be: a share of the account's NAV, shares, or money; negative is short. */
const positionTarget = z.strictObject({
  account: z.string().max(128).default('MAIN'),
  symbol: z.string().min(1).max(64),
  kind: z.enum(['WEIGHT', 'QUANTITY', 'VALUE']),
  amount: z.number(),
});
export type PositionTarget = z.output<typeof positionTarget>;

const rebalanceRules = z.strictObject({
  /** Share of NAV: a target this near is left alone. */
  band: z.number().min(0).max(1).default(0),
  /** Share of NAV that is traded at most; null: any. */
  maxTurnover: z.number().nonnegative().nullable().default(null),
  /** How that is kept: all trades by one factor, or the smallest left out first. */
  overTurnover: z.enum(['SCALE', 'DROP_SMALLEST']).default('SCALE'),
  /** Money; a smaller trade is left out. */
  minTrade: z.number().nonnegative().default(0),
});
export type RebalanceRules = z.output<typeof rebalanceRules>;

/** What becomes of one target, in the order they were given. Shares, signed. */
const targetRow = z.strictObject({
  account: z.string(),
  symbol: z.string(),
  held: finite,
  target: finite,
  trade: finite,
  outcome: z.enum([
    ...['TRADE', 'AT_TARGET', 'IN_BAND', 'OVER_TURNOVER', 'LESS_THAN_A_LOT', 'TOO_SMALL'],
    'NOT_KNOWN',
  ] as const),
  /** What NOT_KNOWN lacks. */
  lack: lack.nullable(),
});
export type TargetRow = z.output<typeof targetRow>;

/** A ticket of the basket, in the order it was checked in: what reduces first. */
const placedTicket = z.strictObject({
  place: z.number().int(),
  ticket: ticketInput,
  value: finite,
  /** Of the trade at its impact, money. */
  impact: finite,
  decision,
  cappedAt: finite,
  cappedBy,
});
export type PlacedTicketRow = z.output<typeof placedTicket>;

/** Where an answer that one message cannot carry goes on: to be given to `whatif.more`; null: that was all of it. */
const more = z
  .strictObject({ answerId: z.string().max(64), from: z.number().int().nonnegative() })
  .nullable();

const method = z.strictObject({
  name: z.string(),
  title: z.string(),
  formula: z.string(),
  /** Author, title, section; null where the formula is the definition of its name. */
  source: z.string().nullable(),
  unit: z.enum(['MONEY', 'FRACTION']).nullable(),
  /** Whether the tickets of an account are solved together. */
  together: z.boolean(),
  /** What it reads of the options besides those that all methods do. */
  takes: z.array(z.enum(['edgeAnnual', 'cap', 'stopDistance'])),
});

/** A sizing of many rows that is under way, whoever asked for it. */
const running = z.strictObject({
  kind: z.enum(['SIZE', 'REBALANCE', 'BRANCHES']),
  /** Tickets, targets or branches. */
  rows: z.number().int(),
  /** The share that is done, 0..1. */
  progress: z.number(),
  elapsedMs: z.number(),
  user: z.string(),
});
export type RunningWhatifRow = z.output<typeof running>;

/** Sizing a trade without making it: nothing is sent, reserved or recorded. */
export const whatifProcedures = {
  /** How a ticket can be sized. */
  'whatif.methods': query(nothing, z.array(method)),
  /**
   * Sizes the tickets by a method, one rebalance an account; off the engine's thread and on what is on record, one at a
   * time. Progress comes as `whatif.progress` events. A decision about more than 50 tickets lists only the outcomes that
   * are not PASS, and the one that binds.
   */
  'whatif.size': query(
    z.strictObject({
      tickets: z.array(ticketInput).min(1).max(MAX_SIZED),
      method: z.string().min(1).max(64),
      /** In the method's unit; FRACTION as a fraction. */
      target: z.number().nonnegative().optional(),
      options: sizingOptions.prefault({}),
    }),
    z.strictObject({ rebalances: z.array(rebalance), tickets: z.array(sizedTicket), more }),
    { errors: ['CONFLICT', 'CANCELLED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT'], deadlineMs: 120_000 },
  ),
  /**
   * The basket of tickets from what each account holds to its targets, every one checked on the book that those before it
   * make; what is not named is left alone. Off the engine's thread as `whatif.size`, and one of the two at a time.
   */
  'whatif.rebalance': query(
    z.strictObject({
      targets: z.array(positionTarget).min(1).max(MAX_SIZED),
      rules: rebalanceRules.prefault({}),
      options: sizingOptions.prefault({}),
    }),
    z.strictObject({
      rebalances: z.array(rebalance),
      targets: z.array(targetRow),
      tickets: z.array(placedTicket),
      more,
    }),
    { errors: ['CONFLICT', 'CANCELLED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT'], deadlineMs: 120_000 },
  ),
  /**
   * The next rows of the caller's last sizing or rebalance: of each list those that come after the ones before. It is kept
   * until the caller asks another question, or four others do.
   */
  'whatif.more': query(
    more.unwrap(),
    z.strictObject({
      rebalances: z.array(rebalance),
      targets: z.array(targetRow),
      tickets: z.array(z.union([sizedTicket, placedTicket])),
      more,
    }),
    { errors: ['NOT_FOUND'] },
  ),
  /** null: none runs. What a page asks that was loaded again meanwhile. */
  'whatif.running': query(nothing, running.nullable()),
  'whatif.cancel': command(nothing, z.strictObject({ cancelled: z.boolean() }), { capability: 'VIEW' }),
} as const satisfies Record<string, Procedure>;
