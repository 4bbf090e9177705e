import { z } from 'zod';
import { BAR_STATES } from '#shared/domain/bar-ruling.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { EXEMPTIONS, STATUSES } from '#shared/domain/decision.ts';
import {
  FILTER_FIELDS,
  LIMIT_ACTIONS,
  LIMIT_CHANGES,
  LIMIT_STATUSES,
  SCOPE_LEVELS,
  TIGHTEN_METRICS,
  UNITS,
} from '#shared/domain/limit.ts';
import { TICKET_STATES } from '#shared/domain/ticket.ts';

/** The input of a call that takes none. */
export const nothing = z.strictObject({});
/** How many rows a page asks for. */
export const page = z.number().int().min(1).max(1_000);

const name = z.string().min(1).max(128);
/** A decimal as text, so that no digit is lost on the way; parsed exactly by the engine. */
const decimalText = z.string().min(1).max(40);

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

const scope = z.strictObject({ level: z.enum(SCOPE_LEVELS), key: name });
const finite = z.number().nullable();

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

/** A fill that the desk could not take. */
export const refusedExecution = z.strictObject({
  /** Counts up from 1 since the desk was opened. */
  number: z.number().int(),
  at: z.number(),
  actor: z.string(),
  execId: z.string(),
  clOrdId: z.string(),
  lastQty: z.string(),
  lastPx: z.string(),
  code: z.string(),
  sentence: z.string(),
});
export type RefusedExecution = z.output<typeof refusedExecution>;

export const bookRow = z.strictObject({
  account: z.string(),
  symbol: z.string(),
  name: z.string(),
  sector: z.string(),
  quantity: z.number(),
  workingBuy: z.number(),
  workingSell: z.number(),
  price: finite,
  priceAsOf: z.number().nullable(),
  value: finite,
  /** value / NAV of the account, fraction. */
  weight: finite,
  avgPrice: finite,
  unrealisedPnl: finite,
});
export type BookRow = z.output<typeof bookRow>;

/** What is wrong with the data of a position. */
export const POSITION_FLAGS = [
  'NO_MARK',
  'STALE_MARK',
  'NO_ADV',
  'SUSPICIOUS_BAR',
  'NO_SECTOR',
  'SHORT_HISTORY',
] as const;
export type PositionFlag = (typeof POSITION_FLAGS)[number];

/** What positions made today, and what they do to the risk of the book that was asked for; base currency. */
export interface PositionFigures {
  /** Whose book the risk is of; null: the firm's. */
  readonly account: string | null;
  readonly rows: readonly {
    readonly account: string;
    readonly symbol: string;
    readonly dayPnl: number | null;
    readonly realisedPnl: number | null;
    /** Parametric VaR that one more unit of money adds. */
    readonly marginalVar: number | null;
    readonly componentVar: number | null;
    readonly liquidityDays: number | null;
    readonly flags: readonly PositionFlag[];
  }[];
  readonly valueAtRisk: number | null;
  readonly confidence: number;
}

/** Figures as they travel: the symbols account by account, and a column a figure, comma-separated, empty where there is none. */
export const packedFigures = z.strictObject({
  account: z.string().nullable(),
  books: z.array(z.strictObject({ account: z.string(), symbols: z.array(z.string()) })),
  dayPnl: z.string(),
  realisedPnl: z.string(),
  marginalVar: z.string(),
  componentVar: z.string(),
  liquidityDays: z.string(),
  /** A bit each of POSITION_FLAGS, the first the lowest. */
  flags: z.string(),
  valueAtRisk: finite,
  confidence: z.number(),
});
export type PackedFigures = z.output<typeof packedFigures>;

/** A sent ticket with quantity left. */
export const workingRow = z.strictObject({
  clOrdId: z.string(),
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  orderQty: z.number(),
  cumQty: z.number(),
  leavesQty: z.number(),
  ordType: z.string(),
  price: finite,
  stopPx: finite,
  timeInForce: z.string(),
  trader: z.string(),
  strategy: z.string(),
  /** YYYY-MM-DD of the session it was sent in. */
  sentOn: z.string(),
});
export type WorkingRow = z.output<typeof workingRow>;

/** The price that a symbol is valued at. */
export const markRow = z.strictObject({
  symbol: z.string(),
  name: z.string(),
  currency: z.string(),
  price: finite,
  at: z.number().nullable(),
  from: z.enum(['CLOSE', 'QUOTE']).nullable(),
  bid: finite,
  ask: finite,
  previousClose: finite,
  /** price / previousClose - 1, fraction. */
  change: finite,
});
export type MarkRow = z.output<typeof markRow>;

export const bookSummary = z.strictObject({
  scope: z.strictObject({ level: z.string(), key: z.string() }),
  nav: finite,
  cash: z.number(),
  long: finite,
  short: finite,
  gross: finite,
  net: finite,
  leverage: finite,
  positions: z.number().int(),
  workingTickets: z.number().int(),
});
export type BookSummary = z.output<typeof bookSummary>;

const filterClause = z.strictObject({
  field: z.enum(FILTER_FIELDS),
  op: z.enum(['in', 'notIn']),
  values: z.array(name).min(1).max(10_000),
});

const tightenRule = z.strictObject({
  metric: z.enum(TIGHTEN_METRICS),
  points: z.array(z.tuple([z.number(), z.number()])).max(64),
});
/** Params of a limit as written: plain values, and `tighten`, a rule. */
const paramValue = z.union([z.string().max(256), z.number(), z.boolean(), tightenRule]);

/** One limit as a limits file and the wire carry it: decimals as text, absent fields take their defaults. */
export const limitInput = z.strictObject({
  limitId: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/),
  control: z.enum(CONTROL_CODES),
  scope,
  group: name.optional(),
  filter: z.array(filterClause).max(32).optional(),
  unit: z.enum(UNITS),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  hard: z.union([z.number(), decimalText]),
  soft: z.union([z.number(), decimalText]).optional(),
  action: z.enum(LIMIT_ACTIONS).optional(),
  params: z.record(z.string().max(64), paramValue).optional(),
  effectiveFrom: z.string().max(32).optional(),
  effectiveTo: z.string().max(32).optional(),
  reason: z.string().max(1024).optional(),
});
export type LimitInput = z.input<typeof limitInput>;

/** A limit with its version and how much of it is used now (null: it depends on the ticket, or is unknown). */
export const limitRow = z.strictObject({
  limitId: z.string(),
  version: z.number().int(),
  control: z.enum(CONTROL_CODES),
  scope,
  group: z.string().nullable(),
  filter: z.array(filterClause),
  unit: z.enum(UNITS),
  currency: z.string().nullable(),
  hard: z.string(),
  soft: z.string().nullable(),
  /** Soft and hard as compared now, after what tightens them; BPS stay BPS. */
  effectiveHard: z.number(),
  effectiveSoft: z.number(),
  action: z.enum(LIMIT_ACTIONS),
  params: z.record(z.string(), paramValue),
  effectiveFrom: z.number(),
  effectiveTo: z.number().nullable(),
  status: z.enum(LIMIT_STATUSES),
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  reason: z.string(),
  /** What tightens it now: the metric, its value (null: missing) and the factor; null for a limit that does not move. */
  tightened: z
    .strictObject({ metric: z.enum(TIGHTEN_METRICS), value: finite, factor: z.number() })
    .nullable(),
  /** One officer tightened it; a second one has to look at it. */
  awaitingReview: z.boolean(),
});
export type LimitRow = z.output<typeof limitRow>;

/** A version of a limit with what became of it. */
export const limitVersion = limitRow.extend({
  change: z.enum(LIMIT_CHANGES).nullable(),
  /** The version it was written against, 0 for none. */
  replaces: z.number().int(),
  createdAt: z.number(),
  approvedAt: z.number().nullable(),
  approvalReason: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: z.number().nullable(),
  endReason: z.string().nullable(),
});
export type LimitVersionRow = z.output<typeof limitVersion>;

export const instrumentRow = z.strictObject({
  symbol: z.string(),
  name: z.string(),
  sector: z.string(),
  currency: z.string(),
  assetClass: z.string(),
  lotSize: z.number(),
  tickSize: finite,
  price: finite,
  priceAsOf: z.number().nullable(),
  adv20: finite,
});
export type InstrumentRow = z.output<typeof instrumentRow>;

const fewEntries = (most: number) => (record: object) => Object.keys(record).length <= most;

/** Answers to what files leave open: dateOrder, decimal, delimiter, encoding, kind, per file name, pattern or `*`. */
export const importChoices = z
  .record(
    z.string().min(1).max(255),
    z.record(z.string().max(32), z.string().max(32)).refine(fewEntries(8), 'more than 8 options of a file'),
  )
  .refine(fewEntries(64), 'more than 64 files');

export const importProfileName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}*$/u, 'control characters')
  .refine((name) => name.isWellFormed(), 'half a character');

export const importProfile = z.strictObject({
  name: importProfileName,
  choices: importChoices.refine(
    (choices) => JSON.stringify(choices).length <= 8_192,
    'longer than 8,192 characters',
  ),
});

/** `against` is the close before; of HIGH_BELOW_LOW, the low. */
const suspiciousBar = z.strictObject({
  symbol: z.string(),
  /** YYYY-MM-DD. */
  date: z.string(),
  rule: z.enum(['LARGE_RETURN', 'DECIMAL_SHIFT', 'HIGH_BELOW_LOW', 'NOT_POSITIVE']),
  value: finite,
  against: finite,
});

/** A stored suspicious bar; by whom, when and why it was accepted or excluded is null while it is OPEN. */
export const flaggedBar = suspiciousBar.extend({
  state: z.enum(BAR_STATES),
  by: z.string().nullable(),
  at: z.number().nullable(),
  reason: z.string().nullable(),
});
export type FlaggedBar = z.output<typeof flaggedBar>;

const importFileReport = z.strictObject({
  file: z.string(),
  kind: z.string(),
  /** What was detected, name to value: encoding, delimiter, dateOrder, decimal, header mapping ... */
  detected: z.record(z.string(), z.string()),
  rowsRead: z.number().int(),
  rowsStaged: z.number().int(),
  rowsRejected: z.number().int(),
  duplicates: z.number().int(),
  warnings: z.array(z.string()),
  ignoredColumns: z.array(z.string()),
  /** First parsed rows, column to text, for the preview. */
  sample: z.array(z.record(z.string(), z.string())),
  rejects: z.array(
    z.strictObject({
      row: z.number().int(),
      column: z.string(),
      value: z.string(),
      code: z.string(),
      sentence: z.string(),
    }),
  ),
  /** Bars to look at before a statistic uses them. */
  suspicious: z.array(
    suspiciousBar.extend({
      /** False: the row was rejected. */
      kept: z.boolean(),
    }),
  ),
});

export const importReport = z.strictObject({
  importId: z.string(),
  state: z.enum(['RUNNING', 'STAGED', 'ACCEPTED', 'DROPPED', 'FAILED']),
  files: z.array(importFileReport),
  /** Files of the folder that belong to no import kind; left alone. */
  leftAlone: z.array(z.string()),
  rows: z.number().int(),
  rowsPerSecond: z.number(),
  /** 0..1, null when the size is unknown. */
  progress: z.number().nullable(),
  error: z.string().nullable(),
});
export type ImportReport = z.output<typeof importReport>;
