import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { EXEMPTIONS, STATUSES } from '#shared/domain/decision.ts';
import { UNITS } from '#shared/domain/limit.ts';
import { TICKET_STATES } from '#shared/domain/ticket.ts';
import { scope, finite } from './common.ts';

/**
 * A ticket as it travels (FIX names). Strings are taken as typed: a value that cannot be read becomes an
 * ORDER_INVALID outcome, not a refused call, so that every ticket gets a decision.
 */
export const ticketInput = z.strictObject({
  clOrdId: z.string().max(64).optional(),
  account: z.string().max(128),
  symbol: z.string().max(64),
  side: z.string().max(16),
  orderQty: z.string().max(40),
  ordType: z.string().max(16).default('MARKET'),
  price: z.string().max(40).optional(),
  stopPx: z.string().max(40).optional(),
  timeInForce: z.string().max(16).default('DAY'),
  trader: z.string().max(128).default(''),
  strategy: z.string().max(128).default(''),
  transactTime: z.number().int().nonnegative().optional(),
});
export type TicketInput = z.input<typeof ticketInput>;

/** A ticket as it was read, every field written out: it is a `ticketInput` that gives this very ticket again. */
export const writtenTicket = ticketInput.extend({
  clOrdId: z.string(),
  ordType: z.string(),
  timeInForce: z.string(),
  trader: z.string(),
  strategy: z.string(),
});
export type WrittenTicket = z.output<typeof writtenTicket>;

export const idempotencyKey = z.string().min(8).max(128);

/** Why a warning may go. */
export const acknowledgement = z.strictObject({ reason: z.string().min(1).max(1024) });

const outcome = z.strictObject({
  code: z.enum(CONTROL_CODES),
  status: z.enum(STATUSES),
  scope: scope.nullable(),
  limitId: z.string().nullable(),
  limitVersion: z.number().int().nullable(),
  group: z.string().nullable(),
  before: finite,
  after: finite,
  soft: finite,
  hard: finite,
  unit: z.enum(UNITS).nullable(),
  utilisation: finite,
  maxQty: finite,
  numerator: finite,
  denominator: finite,
  inputsAsOf: z.number().nullable(),
  exempt: z.enum(EXEMPTIONS).nullable(),
  notApplicable: z.boolean(),
  missing: z.strictObject({ input: z.string(), detail: z.string() }).nullable(),
  notes: z.array(z.string()),
});

export const decision = z.strictObject({
  decisionId: z.string(),
  clOrdId: z.string(),
  verdict: z.enum(STATUSES),
  maxQty: finite,
  binding: z.strictObject({ code: z.enum(CONTROL_CODES), limitId: z.string().nullable() }).nullable(),
  outcomes: z.array(outcome),
  notional: finite,
  reducing: z.boolean(),
  evalMicros: z.number(),
  deskClock: z.number(),
  engineVersion: z.string(),
  /** The override that let named controls pass; absent: none was used. */
  overrideId: z.string().optional(),
});
export type DecisionOutput = z.output<typeof decision>;

/** A row of the pre-trade checks blotter: the ticket, what was decided, where it stands. */
export const blotterRow = z.strictObject({
  /** Audit sequence of the record that decided it; rows are ordered by it, newest first. */
  seq: z.number().int(),
  decisionId: z.string(),
  clOrdId: z.string(),
  at: z.number(),
  actor: z.string(),
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  orderQty: z.number(),
  ordType: z.string(),
  price: finite,
  timeInForce: z.string(),
  trader: z.string(),
  strategy: z.string(),
  verdict: z.enum(STATUSES),
  maxQty: finite,
  bindingCode: z.string().nullable(),
  bindingLimitId: z.string().nullable(),
  notional: finite,
  /** null: validated only, never sent. */
  state: z.enum(TICKET_STATES).nullable(),
  cumQty: z.number(),
  leavesQty: z.number(),
  evalMicros: z.number(),
});
export type BlotterRow = z.output<typeof blotterRow>;
