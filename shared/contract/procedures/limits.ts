import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { STATUSES } from '#shared/domain/decision.ts';
import { LINT_CODES, PRESET_NAMES, STATISTICS_WINDOWS } from '#shared/domain/limit-governance.ts';
import { SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import type { ErrorCode } from '#shared/errors/error-code.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { limitInput, limitRow, limitVersion } from '../schemas/limit.ts';

const reason = z.string().min(1).max(1024);
const limitId = z.string().min(1).max(64);
const version = z.number().int().positive();
const WRITES: readonly ErrorCode[] = ['CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'];
const stressLevel = z.strictObject({
  level: z.number().nullable(),
  /** What one officer asked to lower it to, until a second one does. */
  proposal: z.strictObject({ level: z.number(), by: z.string() }).nullable(),
});

const limitStatistics = z.strictObject({
  limitId: z.string(),
  checks: z.number().int(),
  warnings: z.number().int(),
  denials: z.number().int(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  max: z.number().nullable(),
  bins: z.array(z.number().int()),
  /** The largest utilisation in each part of the window, the oldest first. */
  trend: z.array(z.number().nullable()),
  /** Checked and never warned or denied; or at every check. */
  neverHit: z.boolean(),
  alwaysHit: z.boolean(),
});

const changedVerdict = z.strictObject({
  seq: z.number().int(),
  at: z.number(),
  decisionId: z.string(),
  clOrdId: z.string(),
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  orderQty: z.number(),
  was: z.enum(STATUSES),
  would: z.enum(STATUSES),
});

const breach = z.strictObject({
  limitId: z.string(),
  scope: z.strictObject({ level: z.enum(SCOPE_LEVELS), key: z.string() }),
  group: z.string().nullable(),
  value: z.number(),
  hard: z.number(),
  unit: z.enum(UNITS),
  symbols: z.array(z.string()),
});

/** What a proposal would have changed among past tickets, and what it finds in breach now. */
const impactReport = z.strictObject({
  decisions: z.number().int(),
  changed: z.number().int(),
  /** `PASS BLOCK` to how many went that way. */
  changes: z.record(z.string(), z.number().int()),
  tickets: z.array(changedVerdict),
  breaches: z.array(breach),
});

/** How a version waits for a second officer, and what it would replace. */
const waitingVersion = z.strictObject({
  version: limitVersion,
  /** What stands below it; null for the first version of a limit. */
  before: limitRow.nullable(),
  /** Which field lets more through, in words; '' when it only tightens. */
  loosens: z.string(),
});
export type WaitingVersion = z.output<typeof waitingVersion>;

/** A limits file against the desk: rows at most 1,000, added and changed before missing; the counts are of all. */
const fileComparison = z.strictObject({
  file: z.string(),
  format: z.enum(['JSON', 'CSV']),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Only the desk has them: they stay. */
  missing: z.number().int(),
  rows: z.array(
    z.strictObject({
      limitId: z.string(),
      kind: z.enum(['ADDED', 'CHANGED', 'MISSING']),
      before: limitRow.nullable(),
      after: limitRow.nullable(),
    }),
  ),
  rejected: z.number().int(),
  /** The first of them; `row` counts limits from 1. */
  rejects: z.array(
    z.strictObject({
      row: z.number().int(),
      column: z.string(),
      value: z.string(),
      code: z.string(),
      sentence: z.string(),
    }),
  ),
});
export type FileComparison = z.output<typeof fileComparison>;

/** A limits file as it is, JSON or CSV by its first character; a longer one is imported from a folder. */
const limitsFile = z.strictObject({
  file: z.string().min(1).max(255),
  text: z.string().max(1_000_000),
});

const proposal = z.strictObject({
  limit: limitInput,
  /** The version a person saw when they wrote it, 0 for none: another one by now is CONFLICT. */
  expectedVersion: z.number().int().nonnegative().optional(),
  reason,
});
const since = z.number().int().nonnegative().default(0);
const FILE_ERRORS: readonly ErrorCode[] = ['IMPORT_UNREADABLE', 'IMPORT_TOO_LARGE', 'CONFLICT'];

/** Limits and their versions. */
export const limitsProcedures = {
  /** One row a limit: its version in force, else the one that will be, else the newest proposal. */
  'limits.list': query(nothing, z.array(limitRow)),
  /** What waits for a second officer; the story of one limit, newest first; or of all limits in id order, after one. */
  'limits.versions': query(
    z.union([
      z.strictObject({ waiting: z.literal(true) }),
      z.strictObject({ limitId }),
      z.strictObject({ after: z.string().max(64), count: z.number().int().min(1).max(10_000) }),
    ]),
    z.array(limitVersion),
  ),
  /** What waits for a second officer, beside what it would replace; the first 500. */
  'limits.waiting': query(nothing, z.array(waitingVersion)),
  /** Accounts that have no limit of a control every ticket needs one of; the first 1,000. */
  'limits.uncovered': query(
    nothing,
    z.array(
      z.strictObject({
        account: z.string(),
        desk: z.string(),
        /** Without them every ticket is denied. */
        missing: z.array(z.enum(CONTROL_CODES)),
        /** There are limits, and the ticket decides whether one of them applies. */
        conditional: z.array(z.enum(CONTROL_CODES)),
      }),
    ),
  ),
  /**
   * Saves an edit of `expectedVersion`: in force at once, awaiting review, when it only tightens; otherwise a proposal
   * that waits for a second officer. The status of the row says which.
   */
  'limits.save': command(
    z.strictObject({
      limit: limitInput,
      expectedVersion: z.number().int().nonnegative(),
      reason,
    }),
    limitRow,
    { capability: 'MANAGE_LIMITS', errors: ['LIMIT_INVALID', ...WRITES] },
  ),
  /**
   * Answers the past tickets of the log again as if the proposed versions, or a draft that nobody proposed yet, were in
   * force, off the engine's thread; one at a time. `since` is epoch ms. Progress comes as `limits.replay` events.
   */
  'limits.replay': query(
    z.union([
      z.strictObject({ limitIds: z.array(z.string().max(64)).min(1).max(1_000), since }),
      z.strictObject({ draft: limitInput, since }),
    ]),
    impactReport,
    {
      errors: ['NOT_FOUND', 'LIMIT_INVALID', 'CONFLICT', 'CANCELLED', 'AUDIT_BROKEN', 'STORE_UNAVAILABLE'],
      deadlineMs: 120_000,
    },
  ),
  'limits.cancelReplay': command(nothing, z.strictObject({ cancelled: z.boolean() }), { capability: 'VIEW' }),
  /** A new version of a limit, or a new limit, that waits for a second officer. */
  'limits.propose': command(proposal, limitRow, {
    capability: 'MANAGE_LIMITS',
    errors: ['LIMIT_INVALID', ...WRITES],
  }),
  /** In force at once, awaiting review; LIMIT_INVALID names what would loosen. */
  'limits.tighten': command(proposal, limitRow, {
    capability: 'MANAGE_LIMITS',
    errors: ['LIMIT_INVALID', ...WRITES],
  }),
  /** Proposes to end a limit: that removes protection, so a second officer approves it. */
  'limits.retire': command(z.strictObject({ limitId, reason }), limitRow, {
    capability: 'MANAGE_LIMITS',
    errors: ['NOT_FOUND', ...WRITES],
  }),
  /** By another officer than the one who wrote the version: a proposal is in force, a tightening is kept. */
  'limits.approve': command(z.strictObject({ limitId, version, reason }), limitRow, {
    capability: 'APPROVE_LIMITS',
    errors: ['NOT_FOUND', 'LIMIT_INVALID', ...WRITES],
  }),
  /** A proposal is dropped, a tightening is taken back: APPROVE_LIMITS; MANAGE_LIMITS to withdraw one's own proposal. */
  'limits.reject': command(z.strictObject({ limitId, version, reason }), limitRow, {
    capability: 'VIEW',
    errors: ['NOT_FOUND', ...WRITES],
  }),
  'limits.stressLevel': query(nothing, stressLevel),
  /** One officer raises it; lowering it takes two. */
  'limits.setStressLevel': command(z.strictObject({ level: z.number().min(0).max(1), reason }), stressLevel, {
    capability: 'MANAGE_LIMITS',
    errors: WRITES,
  }),
  /** What is wrong with the limits in force, as a set. */
  'limits.lint': query(
    nothing,
    z.array(
      z.strictObject({ limitIds: z.array(z.string()), code: z.enum(LINT_CODES), sentence: z.string() }),
    ),
    { deadlineMs: 60_000 },
  ),
  /** The delivered sets; the reason of each limit says where its value comes from. */
  'limits.presets': query(
    nothing,
    z.array(z.strictObject({ name: z.enum(PRESET_NAMES), limits: z.array(limitInput) })),
  ),
  /** Proposes a preset for the firm, a desk or an account; the first set of a desk is in force at once. */
  'limits.instantiate': command(
    z.strictObject({
      preset: z.enum(PRESET_NAMES),
      scope: z.strictObject({ level: z.enum(['FIRM', 'DESK', 'ACCOUNT']), key: z.string().min(1).max(128) }),
    }),
    z.strictObject({ written: z.number().int(), status: z.enum(['ACTIVE', 'PROPOSED']) }),
    { capability: 'MANAGE_LIMITS', errors: ['LIMIT_INVALID', ...WRITES] },
  ),
  /** How the limits in force fared over a sliding window; utilisation (after / hard) as counts by bin. */
  'limits.statistics': query(
    z.strictObject({ window: z.enum(STATISTICS_WINDOWS) }),
    z.strictObject({
      /** Upper edges of the bins; null: no edge. */
      edges: z.array(z.number().nullable()),
      limits: z.array(limitStatistics),
    }),
    { deadlineMs: 60_000 },
  ),
  /** The limits file of what stands once every temporary version has ended. */
  'limits.export': query(
    nothing,
    z.strictObject({ schemaVersion: z.literal(1), limits: z.array(z.unknown()) }),
  ),
  /** The same file in CSV. */
  'limits.exportCsv': query(nothing, z.strictObject({ csv: z.string() })),
  /** What a limits file would change; nothing is changed. */
  'limits.compareFile': query(limitsFile, fileComparison, {
    capability: 'MANAGE_LIMITS',
    errors: FILE_ERRORS,
    deadlineMs: 60_000,
  }),
  /** Proposes what differs of a limits file, all of it or nothing: LIMIT_INVALID when any row is refused. */
  'limits.importFile': command(
    limitsFile,
    z.strictObject({ written: z.number().int(), status: z.enum(['ACTIVE', 'PROPOSED']) }),
    { capability: 'MANAGE_LIMITS', errors: ['LIMIT_INVALID', ...FILE_ERRORS, ...WRITES], deadlineMs: 60_000 },
  ),
} as const satisfies Record<string, Procedure>;
