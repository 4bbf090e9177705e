import { z } from 'zod';
import { BASKET_MODES } from '#shared/domain/basket.ts';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import { OVERRIDE_STATES } from '#shared/domain/override.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';
import { decision, writtenTicket } from '../schemas/ticket.ts';

const decisionId = z.string().max(64);

/** What a decision was made from, as its record names it. */
const decisionInputs = z.strictObject({
  limitVersions: z.array(z.strictObject({ limitId: z.string(), version: z.number().int() })),
  /** Audit sequence of the last record that the book held. */
  bookSeq: z.number().int(),
  /** Id of the last accepted import; empty before any. */
  marketData: z.string(),
  /** Audit sequence of the newest ruling on a bar; 0: none. */
  barRulings: z.number().int(),
  /** Limits that followed a metric, with their factor, 0..1. */
  tightened: z.array(z.strictObject({ limitId: z.string(), factor: z.number() })),
  /** null: the record is from before there were live desks. */
  live: z.boolean().nullable(),
  /** SHA-256 of the stress ladder, hex; null: from before there was one. */
  ladder: z.string().nullable(),
});

const overrideUsed = z.strictObject({
  overrideId: z.string(),
  state: z.enum(OVERRIDE_STATES),
  controls: z.array(z.enum(CONTROL_CODES)),
  reason: z.string(),
  requestedBy: z.string(),
  decidedBy: z.string().nullable(),
});

const decisionRecord = z.strictObject({
  seq: z.number().int(),
  at: z.number(),
  actor: z.string(),
  ticket: writtenTicket,
  decision,
  inputs: decisionInputs,
  /** null: it was checked only. */
  send: z.strictObject({ sent: z.boolean(), acknowledgement: z.string().nullable() }).nullable(),
  /** The ClOrdID of the ticket that it takes the place of. */
  replaces: z.string().nullable(),
  basket: z
    .strictObject({
      place: z.number().int(),
      size: z.number().int(),
      mode: z.enum(BASKET_MODES),
      allOrNone: z.boolean(),
    })
    .nullable(),
  override: overrideUsed.nullable(),
});
export type DecisionRecordRow = z.output<typeof decisionRecord>;

/** What is on record about decisions, and whether it can be made again. */
export const decisionsProcedures = {
  'decisions.get': query(z.strictObject({ decisionId }), decision, { errors: ['NOT_FOUND'] }),
  /** The whole record: the ticket, what it was decided from, who let what pass and why. */
  'decisions.record': query(z.strictObject({ decisionId }), decisionRecord, { errors: ['NOT_FOUND'] }),
  /**
   * Makes one decision again from its recorded inputs and compares the bytes, on a thread of its own; one at a time.
   * EQUAL: to the byte. OTHER_VERSION: made by another engine or stress ladder, which need not agree. Progress
   * comes as `decisions.recompute` events.
   */
  'decisions.recompute': query(
    z.strictObject({ decisionId }),
    z.strictObject({
      result: z.enum(['EQUAL', 'DIFFERENT', 'OTHER_VERSION']),
      /** The first difference in words. */
      difference: z.string().nullable(),
    }),
    {
      errors: ['NOT_FOUND', 'CONFLICT', 'CANCELLED', 'AUDIT_BROKEN', 'STORE_UNAVAILABLE'],
      deadlineMs: 120_000,
    },
  ),
  'decisions.cancelRecompute': command(nothing, z.strictObject({ cancelled: z.boolean() }), {
    capability: 'VIEW',
  }),
} as const satisfies Record<string, Procedure>;
