import { z } from 'zod';
import { command, query, type Procedure } from '../procedure.ts';
import { limitInput, limitRow, nothing } from '../schemas.ts';

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
  'limits.export': query(
    nothing,
    z.strictObject({ schemaVersion: z.literal(1), limits: z.array(z.unknown()) }),
  ),
} as const satisfies Record<string, Procedure>;
