import { z } from 'zod';
import { SIDES } from '#shared/domain/ticket.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';

const throttle = z.strictObject({
  strategy: z.string(),
  symbol: z.string(),
  side: z.enum(SIDES),
  /** The limits of repeated execution that throttle it. */
  limitIds: z.array(z.string()),
});

/** What the desk did lately, and what was stopped because of it. */
export const activityProcedures = {
  /** Strategies that are throttled after too many executions in a row. */
  'activity.throttled': query(nothing, z.array(throttle)),
  /** Lets a throttled strategy trade again in a symbol and side; its executions in a row start anew. */
  'activity.reenable': command(
    z.strictObject({
      strategy: z.string().min(1).max(128),
      symbol: z.string().min(1).max(64),
      side: z.enum(SIDES),
      reason: z.string().min(1).max(1024),
    }),
    throttle,
    { capability: 'SET_STATES', errors: ['NOT_FOUND', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] },
  ),
} as const satisfies Record<string, Procedure>;
