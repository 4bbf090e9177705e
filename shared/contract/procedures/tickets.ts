import { z } from 'zod';
import { command, query, type Procedure } from '../procedure.ts';
import { refusedExecution, workingRow } from '../schemas/book.ts';
import { page } from '../schemas/common.ts';
import { acknowledgement, blotterRow, decision, idempotencyKey, ticketInput } from '../schemas/ticket.ts';

const sendAnswer = z.strictObject({ decision, sent: z.boolean(), replayed: z.boolean() });

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
      idempotencyKey,
      /** Needed when the verdict is WARN. */
      acknowledgement: acknowledgement.optional(),
      /** A granted override of this very ticket; needs an acknowledgement, since the verdict is WARN at best. */
      overrideId: z.string().min(1).max(64).optional(),
    }),
    sendAnswer,
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
  /** What became of a send, waiting for one that is on its way; null: no ticket was ever decided under the key. */
  'tickets.outcome': query(
    z.strictObject({ idempotencyKey }),
    z.strictObject({ decision, sent: z.boolean() }).nullable(),
  ),
  'tickets.cancel': command(z.strictObject({ clOrdId: z.string().max(64) }), blotterRow, {
    capability: 'TRADE',
    errors: ['UNKNOWN_ORDER', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
  }),
  /** Sent and neither filled, cancelled, expired nor replaced; the oldest first, at most 5,000. */
  'tickets.working': query(z.strictObject({ account: z.string().max(128).optional() }), z.array(workingRow)),
  /** FIX 35=G: `ticket.orderQty` is the total, what is filled included; the decision is about the rest. */
  'tickets.replace': command(
    z.strictObject({
      origClOrdId: z.string().max(64),
      ticket: ticketInput,
      idempotencyKey,
      /** Needed when the verdict is WARN. */
      acknowledgement: acknowledgement.optional(),
    }),
    sendAnswer,
    {
      capability: 'TRADE',
      errors: ['UNKNOWN_ORDER', 'IDEMPOTENCY_MISMATCH', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  /** The venue says that the ticket's time in force is over. */
  'tickets.expire': command(z.strictObject({ clOrdId: z.string().max(64) }), blotterRow, {
    capability: 'OPERATE',
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
      errors: [
        'UNKNOWN_ORDER',
        'OVER_FILL',
        'DUPLICATE_EXECUTION',
        'CONFLICT',
        'COMMIT_UNKNOWN',
        'STORE_UNAVAILABLE',
      ],
    },
  ),
  /** The venue takes a fill back (FIX 150=H); the row is that of the ticket that holds the quantity now. */
  'executions.bust': command(
    z.strictObject({ execId: z.string().min(1).max(64), reason: z.string().min(1).max(1024) }),
    blotterRow,
    { capability: 'OPERATE', errors: ['NOT_FOUND', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] },
  ),
  /** Fills that were refused since the desk was opened, newest first. */
  'executions.refused': query(z.strictObject({ limit: page.default(200) }), z.array(refusedExecution)),
  /** Newest first; `before` continues from a row's seq. */
  'blotter.list': query(
    z.strictObject({ limit: page.default(200), before: z.number().int().optional() }),
    z.array(blotterRow),
  ),
} as const satisfies Record<string, Procedure>;
