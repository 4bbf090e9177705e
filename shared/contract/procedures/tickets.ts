import { z } from 'zod';
import { command, query, type Procedure } from '../procedure.ts';
import { blotterRow, decision, page, ticketInput } from '../schemas.ts';

/** A ticket from its preview to its last fill, and the decisions about it. */
export const ticketsProcedures = {
  /** The live verdict while typing: same evaluation, nothing reserved, nothing recorded. */
  'tickets.preview': query(z.strictObject({ ticket: ticketInput }), decision),
  /** A recorded decision without sending. */
  'tickets.validate': command(z.strictObject({ ticket: ticketInput }), decision, {
    capability: 'TRADE',
    errors: ['COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),
  /** Decides, and when allowed reserves. The same key with the same body gives the same answer. */
  'tickets.send': command(
    z.strictObject({
      ticket: ticketInput,
      idempotencyKey: z.string().min(8).max(128),
      /** Needed when the verdict is WARN. */
      acknowledgement: z.strictObject({ reason: z.string().min(1).max(1024) }).optional(),
      /** A granted override of this very ticket; needs an acknowledgement, since the verdict is WARN at best. */
      overrideId: z.string().min(1).max(64).optional(),
    }),
    z.strictObject({ decision, sent: z.boolean(), replayed: z.boolean() }),
    {
      capability: 'TRADE',
      errors: [
        'IDEMPOTENCY_MISMATCH',
        'ACKNOWLEDGEMENT_REQUIRED',
        'NOT_FOUND',
        'CONFLICT',
        'COMMIT_UNKNOWN',
        'STORE_UNAVAILABLE',
      ],
    },
  ),
  'tickets.cancel': command(z.strictObject({ clOrdId: z.string().max(64) }), blotterRow, {
    capability: 'TRADE',
    errors: ['UNKNOWN_ORDER', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),
  'executions.record': command(
    z.strictObject({
      execId: z.string().min(1).max(64),
      clOrdId: z.string().max(64),
      lastQty: z.string().max(40),
      lastPx: z.string().max(40),
    }),
    blotterRow,
    {
      capability: 'OPERATE',
      errors: ['UNKNOWN_ORDER', 'OVER_FILL', 'DUPLICATE_EXECUTION', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  /** Newest first; `before` continues from a row's seq. */
  'blotter.list': query(
    z.strictObject({ limit: page.default(200), before: z.number().int().optional() }),
    z.array(blotterRow),
  ),
  'decisions.get': query(z.strictObject({ decisionId: z.string().max(64) }), decision, {
    errors: ['NOT_FOUND'],
  }),
} as const satisfies Record<string, Procedure>;
