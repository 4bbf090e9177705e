import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { OVERRIDE_STATES } from '#shared/domain/override.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { page } from '../schemas/common.ts';
import { ticketInput, writtenTicket } from '../schemas/ticket.ts';

const overrideId = z.string().min(1).max(64);
const finite = z.number().nullable();

/** An override with what its ticket was; `expired` is as of the call. */
const overrideRow = z.strictObject({
  overrideId: z.string(),
  state: z.enum(OVERRIDE_STATES),
  expired: z.boolean(),
  /** The ticket that it is good for; sent without its ClOrdID, it is the same ticket. */
  ticket: writtenTicket,
  account: z.string(),
  symbol: z.string(),
  side: z.string(),
  orderQty: z.number(),
  ordType: z.string(),
  price: finite,
  controls: z.array(z.enum(CONTROL_CODES)),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.number(),
  decidedBy: z.string().nullable(),
  expiresAt: z.number(),
  decisionId: z.string().nullable(),
});
export type OverrideRow = z.output<typeof overrideRow>;

const errors = ['NOT_FOUND', 'CONFLICT', 'OVERLOADED', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] as const;

/** Leave for one ticket to pass named controls, from one person to another, once. */
export const overridesProcedures = {
  /** By the trader who will send the ticket; `tickets.send` then names the override. */
  'overrides.request': command(
    z.strictObject({
      ticket: ticketInput,
      controls: z.array(z.enum(CONTROL_CODES)).min(1).max(CONTROL_CODES.length),
      reason: z.string().trim().min(1).max(1024),
    }),
    overrideRow,
    { capability: 'TRADE', errors },
  ),
  /** By somebody else than the one who asked; counts for `seconds`. */
  'overrides.grant': command(
    z.strictObject({ overrideId, seconds: z.number().int().min(1).max(3_600).default(60) }),
    overrideRow,
    { capability: 'GRANT_OVERRIDES', errors },
  ),
  'overrides.refuse': command(z.strictObject({ overrideId }), overrideRow, {
    capability: 'GRANT_OVERRIDES',
    errors,
  }),
  /** Newest first. */
  'overrides.list': query(z.strictObject({ limit: page.default(200) }), z.array(overrideRow)),
} as const satisfies Record<string, Procedure>;
