import { z } from 'zod';
import { TRADING_STATES } from '#shared/domain/reference.ts';
import { STATE_LEVELS } from '#shared/domain/trading-state.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';

const reason = z.string().trim().min(1).max(1024);
/** FIRM has the key `*`. */
const place = { level: z.enum(STATE_LEVELS), key: z.string().min(1).max(128) };
const state = z.enum(TRADING_STATES);

const stateRow = z.strictObject({
  ...place,
  state,
  reason: z.string(),
  actor: z.string(),
  at: z.number(),
  /** False: in force, but its record is not on disk; it would not survive a restart. */
  recorded: z.boolean(),
});
export type StateRow = z.output<typeof stateRow>;

const rearmRow = z.strictObject({
  requestId: z.string(),
  ...place,
  from: state,
  to: state,
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.number(),
  expiresAt: z.number(),
});
export type RearmRow = z.output<typeof rearmRow>;

const errors = ['NOT_FOUND', 'CONFLICT', 'OVERLOADED', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] as const;

/** The kill switch: stricter at once by one person, looser by two. */
export const statesProcedures = {
  /** What is not ACTIVE, and the requests to re-arm that wait. */
  'states.list': query(nothing, z.strictObject({ states: z.array(stateRow), rearms: z.array(rearmRow) })),
  /** In force on the very next ticket. Never looser than what is in force: that is `states.requestRearm`. */
  'states.set': command(z.strictObject({ ...place, state, reason }), stateRow, {
    capability: 'SET_STATES',
    errors,
  }),
  'states.requestRearm': command(z.strictObject({ ...place, state, reason }), rearmRow, {
    capability: 'SET_STATES',
    errors,
  }),
  /** By another person than the one who asked. */
  'states.approveRearm': command(z.strictObject({ requestId: z.string().min(1).max(64) }), stateRow, {
    capability: 'SET_STATES',
    errors,
  }),
} as const satisfies Record<string, Procedure>;
