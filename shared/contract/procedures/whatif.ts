import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { decision, nothing, ticketInput } from '../schemas.ts';

/** Most tickets of one sizing. */
export const MAX_SIZED = 5_000;

const finite = z.number().nullable();
const twoWays = z.strictObject({ parametric: z.number(), historical: z.number() });

/** A number that cannot be had, and what it lacks. */
const lack = z.strictObject({ field: z.string(), input: z.string(), detail: z.string() });

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
const sizedTicket = z.strictObject({
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
  cappedBy: z.strictObject({ code: z.enum(CONTROL_CODES), limitId: z.string().nullable() }).nullable(),
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

const method = z.strictObject({
  name: z.string(),
  title: z.string(),
  formula: z.string(),
  unit: z.enum(['MONEY', 'FRACTION']).nullable(),
  /** Whether the tickets of an account are solved together. */
  together: z.boolean(),
});

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
    z.strictObject({ rebalances: z.array(rebalance), tickets: z.array(sizedTicket) }),
    { errors: ['CONFLICT', 'CANCELLED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT'], deadlineMs: 120_000 },
  ),
  'whatif.cancel': command(nothing, z.strictObject({ cancelled: z.boolean() }), { capability: 'VIEW' }),
} as const satisfies Record<string, Procedure>;
