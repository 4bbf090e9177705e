import { z } from 'zod';
import type { ErrorCode } from '#shared/errors/error-code.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { limitInput, limitRow, limitVersion, nothing } from '../schemas.ts';

const reason = z.string().min(1).max(1024);
const limitId = z.string().min(1).max(64);
const version = z.number().int().positive();
const WRITES: readonly ErrorCode[] = ['CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'];
const stressLevel = z.strictObject({
  level: z.number().nullable(),
  /** What one officer asked to lower it to, until a second one does. */
  proposal: z.strictObject({ level: z.number(), by: z.string() }).nullable(),
});

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
  /** A new version of a limit, or a new limit, that waits for a second officer. */
  'limits.propose': command(z.strictObject({ limit: limitInput, reason }), limitRow, {
    capability: 'MANAGE_LIMITS',
    errors: ['LIMIT_INVALID', ...WRITES],
  }),
  /** In force at once, awaiting review; LIMIT_INVALID names what would loosen. */
  'limits.tighten': command(z.strictObject({ limit: limitInput, reason }), limitRow, {
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
  /** A proposal is dropped, a tightening is taken back. */
  'limits.reject': command(z.strictObject({ limitId, version, reason }), limitRow, {
    capability: 'APPROVE_LIMITS',
    errors: ['NOT_FOUND', ...WRITES],
  }),
  'limits.stressLevel': query(nothing, stressLevel),
  /** One officer raises it; lowering it takes two. */
  'limits.setStressLevel': command(z.strictObject({ level: z.number().min(0).max(1), reason }), stressLevel, {
    capability: 'MANAGE_LIMITS',
    errors: WRITES,
  }),
  /** The limits file of what stands once every temporary version has ended. */
  'limits.export': query(
    nothing,
    z.strictObject({ schemaVersion: z.literal(1), limits: z.array(z.unknown()) }),
  ),
} as const satisfies Record<string, Procedure>;
