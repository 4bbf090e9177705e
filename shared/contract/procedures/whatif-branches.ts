import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { toMoney } from '#shared/domain/decimal.ts';
import { STATUSES } from '#shared/domain/decision.ts';
import { SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { ticketInput } from '../schemas/ticket.ts';
import { lack, sizingOptions } from './whatif.ts';

/** Branches of one user, changes of one branch, and of them those that move more than one price. */
export const MAX_BRANCHES = 16;
const MAX_CHANGES = 5_000;
const MAX_WIDE_SHOCKS = 50;

const finite = z.number().nullable();
const account = z.string().min(1).max(128);
const symbol = z.string().min(1).max(64);
const branchName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}]+$/u, 'has a control character');
/** A simple return: -0.05 is five percent down. */
const factor = z.number().gt(-1).max(10);
const amount = z
  .string()
  .max(40)
  .refine((text) => typeof toMoney(text) === 'number', 'is not an amount with at most 2 decimals');

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SHOCK_SYMBOL'), symbol, factor }),
  z.strictObject({ kind: z.literal('SHOCK_SECTOR'), sector: z.string().min(1).max(128), factor }),
  /** Every symbol moves by its beta to the index times the factor. */
  z.strictObject({ kind: z.literal('SHOCK_BY_BETA'), index: symbol, factor }),
  /** Filled at the mark it finds, its money out of cash; or working in full. */
  z.strictObject({
    kind: z.literal('ADD_TICKET'),
    as: z.enum(['FILLED', 'WORKING']),
    ticket: ticketInput,
  }),
  /** As if it had never been held: cash stays. */
  z.strictObject({ kind: z.literal('REMOVE_POSITION'), account, symbol }),
  z.strictObject({ kind: z.literal('REMOVE_WORKING'), clOrdId: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('SET_CASH'), account, cash: amount }),
]);
export type BranchChange = z.output<typeof change>;

/** A what-if book: the desk's as on record, then these changes in order. */
export const branch = z.strictObject({
  name: branchName,
  changes: z
    .array(change)
    .max(MAX_CHANGES)
    .refine(
      (changes) =>
        changes.filter(({ kind }) => kind === 'SHOCK_SECTOR' || kind === 'SHOCK_BY_BETA').length <=
        MAX_WIDE_SHOCKS,
      `at most ${MAX_WIDE_SHOCKS} changes may move the prices of more than one symbol`,
    ),
});
export type Branch = z.output<typeof branch>;

/** Money in base currency, one session, losses positive; every working order filled. Ratios to NAV: leverage, beta. */
export const BRANCH_FIGURES = [
  ...['nav', 'cash', 'gross', 'net', 'leverage', 'hhi', 'sigma', 'varParametric', 'varHistorical'],
  ...['esParametric', 'esHistorical', 'beta', 'stressLoss'],
] as const;
const figures = z.strictObject({
  ...{ nav: finite, cash: finite, gross: finite, net: finite, leverage: finite, hhi: finite },
  ...{ sigma: finite, varParametric: finite, varHistorical: finite, esParametric: finite },
  ...{ esHistorical: finite, beta: finite, stressLoss: finite },
});
export type BranchFigures = z.output<typeof figures>;

/** A limit and what of it the book uses before any other ticket: value / hard. */
export const branchUtilisation = z.strictObject({
  limitId: z.string(),
  code: z.enum(CONTROL_CODES),
  scope: z.strictObject({ level: z.enum(SCOPE_LEVELS), key: z.string() }).nullable(),
  group: z.string().nullable(),
  /** The holding at which it is that large. */
  account: z.string(),
  symbol: z.string(),
  value: z.number(),
  hard: z.number(),
  unit: z.enum(UNITS).nullable(),
  utilisation: z.number(),
});
export type BranchUtilisation = z.output<typeof branchUtilisation>;

/** A ticket of the branch that the desk's limits deny in its turn; it is in the branch all the same. */
const denial = z.strictObject({
  /** Place of the change in the branch, from 0. */
  change: z.number().int(),
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  orderQty: z.number(),
  verdict: z.enum(STATUSES),
  code: z.enum(CONTROL_CODES).nullable(),
  limitId: z.string().nullable(),
  maxQty: finite,
});
export type BranchDenial = z.output<typeof denial>;

/** Of a change that could not be made, or not for all symbols; the others are. */
const problem = z.strictObject({ change: z.number().int(), input: z.string(), detail: z.string() });
export type BranchProblem = z.output<typeof problem>;

const branchReading = z.strictObject({
  figures,
  /** The scenario of `stressLoss`. */
  worstScenario: z.string().nullable(),
  /** What each figure lacks that is null. */
  lacks: z.array(lack),
  /** The 20 highest, the first of equals by limit. */
  utilisations: z.array(branchUtilisation),
  /** Tickets of the branch that were checked, and the first 50 of those denied. */
  tickets: z.number().int(),
  denied: z.number().int(),
  denials: z.array(denial),
  /** Changes that could not be made in full, the first 50 listed. */
  unmade: z.number().int(),
  problems: z.array(problem),
});
export type BranchReading = z.output<typeof branchReading>;

/** The base (without a name) or a branch; difference: its figures less those of the column compared with. */
const column = z.strictObject({
  name: z.string().nullable(),
  reading: branchReading,
  difference: figures,
});
export type BranchColumn = z.output<typeof column>;

const branchOptions = sizingOptions.pick({
  confidence: true,
  window: true,
  index: true,
  missing: true,
});

const comparison = z.strictObject({
  names: z.array(branchName).min(1).max(MAX_BRANCHES),
  /** One of `names`; absent: the base. */
  against: branchName.optional(),
  /** The book that is read; absent: the firm's. */
  account: account.optional(),
  options: branchOptions.prefault({}),
});
export type BranchComparison = z.output<typeof comparison>;

const ASKED = {
  errors: ['NOT_FOUND', 'CONFLICT', 'CANCELLED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT'],
  deadlineMs: 120_000,
} as const;

/** What-if books by name. Each user has their own, in memory while the desk is open; nothing is recorded. */
export const whatifBranchProcedures = {
  'whatif.branches.list': query(
    nothing,
    z.array(z.strictObject({ name: z.string(), changes: z.number().int() })),
  ),
  /** The branch with its changes, as it was saved. */
  'whatif.branches.get': query(z.strictObject({ name: branchName }), branch, { errors: ['NOT_FOUND'] }),
  /** In place of the branch of that name. CONFLICT when there is no room: nothing is dropped for it. */
  'whatif.branches.save': command(branch, z.strictObject({ name: z.string(), changes: z.number().int() }), {
    capability: 'VIEW',
    errors: ['CONFLICT'],
  }),
  'whatif.branches.drop': command(
    z.strictObject({ name: branchName }),
    z.strictObject({ dropped: z.boolean() }),
    { capability: 'VIEW' },
  ),
  /** The base first, then the branches in the order named; on what is on record, off the engine's thread. */
  'whatif.branches.compare': query(comparison, z.strictObject({ columns: z.array(column) }), ASKED),
  /** The same as CSV text (RFC 4180). */
  'whatif.branches.export': query(comparison, z.strictObject({ csv: z.string() }), ASKED),
  /** The tickets of a branch in order, to be looked at and sent one by one; nothing is sent. */
  'whatif.branches.drafts': query(
    z.strictObject({ name: branchName }),
    z.strictObject({ tickets: z.array(ticketInput) }),
    { errors: ['NOT_FOUND'] },
  ),
} as const satisfies Record<string, Procedure>;
