import { z } from 'zod';
import { BASKET_MODES, MAX_BASKET } from '#shared/domain/basket.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { STATUSES } from '#shared/domain/decision.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { acknowledgement, idempotencyKey, ticketInput } from '../schemas/ticket.ts';

const DEADLINE_MS = 30_000;

const tickets = z.array(ticketInput).min(1).max(MAX_BASKET);
const binding = z.strictObject({ code: z.enum(CONTROL_CODES), limitId: z.string().nullable() });

/** What became of one ticket; its outcomes are those of `decisions.get`. In the order the tickets were given. */
const basketLine = z.strictObject({
  clOrdId: z.string(),
  decisionId: z.string(),
  /** Index in the order the tickets were decided in. */
  place: z.number().int(),
  verdict: z.enum(STATUSES),
  reducing: z.boolean(),
  maxQty: z.number().nullable(),
  binding: binding.nullable(),
  notional: z.number().nullable(),
  sent: z.boolean(),
});

/** What a control says at the end, all tickets of the basket reserved: the worst ticket of each control and limit. */
const netOutcome = z.strictObject({
  code: z.enum(CONTROL_CODES),
  limitId: z.string().nullable(),
  status: z.enum(STATUSES),
  clOrdId: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  soft: z.number().nullable(),
  hard: z.number().nullable(),
  utilisation: z.number().nullable(),
});
const netEffect = z.strictObject({ verdict: z.enum(STATUSES), outcomes: z.array(netOutcome) });

const basketAnswer = z.strictObject({
  /** Whether the basket may go: every ticket of it when all or none, otherwise any. */
  allowed: z.boolean(),
  sent: z.number().int(),
  tickets: z.array(basketLine),
  /** null for an answer that is given again. */
  net: netEffect.nullable(),
});
export type BasketAnswer = z.output<typeof basketAnswer>;
export type NetEffect = z.output<typeof netEffect>;

/** Lists of tickets decided as a whole. */
export const basketsProcedures = {
  /** Recorded decisions about every ticket; nothing is sent. */
  'baskets.validate': command(
    z.strictObject({
      tickets,
      mode: z.enum(BASKET_MODES).default('sequential'),
      allOrNone: z.boolean().default(false),
    }),
    basketAnswer,
    {
      capability: 'TRADE',
      errors: ['CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
      deadlineMs: DEADLINE_MS,
    },
  ),
  /** Decides and sends what is allowed, or all or nothing: every record with one commit. */
  'baskets.send': command(
    z.strictObject({
      tickets,
      /** net only when all or none. */
      mode: z.enum(['sequential', 'net']).default('sequential'),
      allOrNone: z.boolean().default(false),
      idempotencyKey: idempotencyKey.max(96),
      /** Needed when the verdict of any ticket that would go is WARN; without it nothing is sent. */
      acknowledgement: acknowledgement.optional(),
    }),
    z.strictObject({
      ...basketAnswer.shape,
      replayed: z.boolean(),
      /** Nothing was sent for want of an acknowledgement; the key and the ClOrdIDs can be used again. */
      acknowledgementRequired: z.boolean(),
    }),
    {
      capability: 'TRADE',
      errors: ['IDEMPOTENCY_MISMATCH', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
      deadlineMs: DEADLINE_MS,
    },
  ),
  /** What became of a basket, waiting for one that is on its way; null: none was ever decided under the key. */
  'baskets.outcome': query(
    z.strictObject({ idempotencyKey: idempotencyKey.max(96) }),
    basketAnswer.nullable(),
    { deadlineMs: DEADLINE_MS },
  ),
} as const satisfies Record<string, Procedure>;
