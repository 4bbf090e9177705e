import { z } from 'zod';
import { AUDIT_OBJECTS, RECORD_KINDS } from '#shared/domain/audit.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';

const auditObject = z.strictObject({ type: z.enum(AUDIT_OBJECTS), key: z.string().min(1).max(128) });
const instant = z.number().int().nonnegative();

/** What a record says in a line; the words are the reader's. */
const auditRow = z.strictObject({
  seq: z.number().int(),
  at: z.number(),
  kind: z.enum(RECORD_KINDS),
  actor: z.string(),
  about: z.array(auditObject).max(8),
  /** Objects it is about beyond those. */
  more: z.number().int(),
  /** What came of it, from the kind's own list, such as a verdict or a state; null: the kind says it. */
  outcome: z.string().nullable(),
  /** Of a decision: whether it was sent. */
  sent: z.boolean().nullable(),
  /** How many things it changed at once. */
  count: z.number().int().nullable(),
  reason: z.string().nullable(),
  decisionId: z.string().nullable(),
  /** Bytes of its text; a long one is not read for a line. */
  size: z.number().int(),
});
export type AuditRow = z.output<typeof auditRow>;

const auditFilter = z.strictObject({
  actor: z.string().min(1).max(256).optional(),
  kinds: z.array(z.enum(RECORD_KINDS)).max(RECORD_KINDS.length).optional(),
  object: auditObject.optional(),
  /** Anywhere in the record, upper or lower case. */
  text: z.string().min(1).max(128).optional(),
  /** Epoch milliseconds of the record, both included. */
  from: instant.optional(),
  until: instant.optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

const verification = z.strictObject({
  ok: z.boolean(),
  records: z.number().int(),
  problems: z.array(z.string()),
});

/** What the log holds and what it proves. */
export const auditProcedures = {
  /**
   * Records, the newest first, below `before`. One call looks at a bounded stretch of the log: it may give fewer than
   * asked, or none, while `next` says where to go on; null: the log begins there.
   */
  'audit.records': query(
    z.strictObject({
      filter: auditFilter.default({}),
      before: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({
      records: z.array(auditRow),
      next: z.number().int().nullable(),
      /** Records looked at. */
      scanned: z.number().int(),
    }),
  ),
  /** One record in full, with what it changed. */
  'audit.record': query(
    z.strictObject({ seq: z.number().int().positive() }),
    z.strictObject({
      row: auditRow,
      /** null: it was not there before, or is not there any more. */
      changes: z.array(
        z.strictObject({
          of: z.string(),
          field: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      fields: z.array(z.strictObject({ path: z.string(), value: z.string() })),
      /** Changes and fields beyond those. */
      left: z.number().int(),
      /** Its code in the chain, hex. */
      mac: z.string(),
    }),
    { errors: ['NOT_FOUND'] },
  ),
  /** How far the log goes back, and how it was verified last since the desk was opened. */
  'audit.facts': query(
    nothing,
    z.strictObject({
      records: z.number().int(),
      firstAt: z.number().nullable(),
      lastAt: z.number().nullable(),
      /** Of the desk file. */
      bytes: z.number(),
      verified: verification.extend({ at: z.number() }).nullable(),
    }),
  ),
  'audit.verify': query(nothing, verification, { deadlineMs: 120_000 }),
  /** Writes the log into a signed bundle that can then be read; the bundle before it is dropped. */
  'audit.export': command(
    nothing,
    z.strictObject({
      exportId: z.string(),
      file: z.string(),
      bytes: z.number().int(),
      records: z.number().int(),
    }),
    { capability: 'OPERATE', errors: ['AUDIT_BROKEN', 'CONFLICT', 'EXPORT_TOO_LARGE'], deadlineMs: 120_000 },
  ),
  /** The next piece of a bundle, base64; empty at its end. */
  'audit.exportPiece': query(
    z.strictObject({ exportId: z.string().min(1).max(64), offset: instant }),
    z.strictObject({ data: z.string() }),
    { capability: 'OPERATE', errors: ['NOT_FOUND'] },
  ),
} as const satisfies Record<string, Procedure>;
