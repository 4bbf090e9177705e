import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { STATUSES } from '#shared/domain/decision.ts';
import { SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import { query, type Procedure } from '../procedure.ts';
import { ticketInput } from '../schemas/ticket.ts';
import { cappedBy, lack, sizedTicket, sizingOptions, twoWays } from './whatif.ts';

/** Methods that one ticket is sized by at once, and quantities of one curve. */
const MAX_ASKED = 32;
const MAX_POINTS = 201;

const finite = z.number().nullable();

/** A method and what it reads of a request; without what it needs, its row says so. */
const askedMethod = z.strictObject({
  method: z.string().min(1).max(64),
  /** In the method's unit; FRACTION as a fraction. */
  target: z.number().nonnegative().optional(),
  options: sizingOptions.pick({ edgeAnnual: true, stopDistance: true, cap: true }).prefault({}),
});

/** The book of the account with so many shares of the ticket: one session, money, losses positive. */
const curvePoint = z.strictObject({
  orderQty: z.number(),
  var: twoWays.nullable(),
  es: twoWays.nullable(),
  /** Of the pre-trade check; null for no shares, which is no ticket. */
  verdict: z.enum(STATUSES).nullable(),
});

/** The figure of a point that a limit is about, and so is drawn against. */
export const CURVE_FIGURES = ['varParametric', 'varHistorical', 'esParametric', 'esHistorical'] as const;

/** A limit that does not pass somewhere on the curve, or that is about one of its figures. */
const curveLimit = z.strictObject({
  code: z.enum(CONTROL_CODES),
  limitId: z.string().nullable(),
  scope: z.strictObject({ level: z.enum(SCOPE_LEVELS), key: z.string() }).nullable(),
  group: z.string().nullable(),
  soft: finite,
  hard: finite,
  unit: z.enum(UNITS).nullable(),
  /** The first quantities of the curve at which it warns and at which it stops; null: nowhere on it. */
  warnsFrom: finite,
  stopsFrom: finite,
  /** The most that this limit lets go, where it stops on the curve. */
  most: finite,
  figure: z.enum(CURVE_FIGURES).nullable(),
  /** Where the figure meets the limit, money; null without a figure. */
  softMoney: finite,
  hardMoney: finite,
});
export type CurveLimitRow = z.output<typeof curveLimit>;

const curve = z.strictObject({
  lot: z.number(),
  points: z.array(curvePoint),
  limits: z.array(curveLimit),
  /** The most that the desk's limits let go, and what binds there; null: none stops it as far as quantities go. */
  largest: finite,
  binding: cappedBy,
  lacks: z.array(lack),
});
export type Curve = z.output<typeof curve>;

/** Of one ticket, and quick: such a question waits for its turn where a long one is under way. */
const ASKED = {
  errors: ['CONFLICT', 'CANCELLED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT'],
  deadlineMs: 120_000,
} as const;

/** One ticket looked at from all sides. Nothing is sent, reserved or recorded. */
export const whatifTicketProcedures = {
  /** The ticket by each method, in the order asked; a row is that of `whatif.size`, its `index` the place asked. */
  'whatif.compareMethods': query(
    z.strictObject({
      ticket: ticketInput,
      asked: z.array(askedMethod).min(1).max(MAX_ASKED),
      options: sizingOptions.prefault({}),
    }),
    z.strictObject({ tickets: z.array(sizedTicket) }),
    ASKED,
  ),
  /**
   * Quantities in whole lots from 0 to a quarter beyond the most that may go and beyond the ticket's own, at most `points`
   * of them, with the risk of the account's book at each and where limits warn and stop.
   */
  'whatif.curve': query(
    z.strictObject({
      ticket: ticketInput,
      points: z.number().int().min(2).max(MAX_POINTS).default(61),
      options: sizingOptions.prefault({}),
    }),
    curve,
    ASKED,
  ),
} as const satisfies Record<string, Procedure>;
