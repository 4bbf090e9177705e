import { z } from 'zod';
import { STATUSES } from '#shared/domain/decision.ts';
import { SCOPE_LEVELS, UNITS } from '#shared/domain/limit.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { limitInput, limitRow, nothing } from '../schemas.ts';

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

/** Limits and their versions. */
export const limitsProcedures = {
  'limits.list': query(nothing, z.array(limitRow)),
  /** Saves a new version of one limit; `expectedVersion` is the version that was edited. */
  'limits.save': command(
    z.strictObject({
      limit: limitInput,
      expectedVersion: z.number().int().nonnegative(),
      reason: z.string().min(1).max(1024),
    }),
    limitRow,
    {
      capability: 'MANAGE_LIMITS',
      errors: ['LIMIT_INVALID', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  /**
   * Answers the past tickets of the log again as if the proposed versions were in force, off the engine's thread; one
   * at a time. `since` is epoch ms. Progress comes as `limits.replay` events.
   */
  'limits.replay': query(
    z.strictObject({
      limitIds: z.array(z.string().max(64)).min(1).max(1_000),
      since: z.number().int().nonnegative().default(0),
    }),
    impactReport,
    {
      errors: ['NOT_FOUND', 'CONFLICT', 'CANCELLED', 'AUDIT_BROKEN', 'STORE_UNAVAILABLE'],
      deadlineMs: 120_000,
    },
  ),
  'limits.cancelReplay': command(nothing, z.strictObject({ cancelled: z.boolean() }), { capability: 'VIEW' }),
  'limits.export': query(
    nothing,
    z.strictObject({ schemaVersion: z.literal(1), limits: z.array(z.unknown()) }),
  ),
} as const satisfies Record<string, Procedure>;
