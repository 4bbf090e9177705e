import { z } from 'zod';
import { query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas.ts';

/** What the audit log proves. */
export const auditProcedures = {
  'audit.verify': query(
    nothing,
    z.strictObject({ ok: z.boolean(), records: z.number().int(), problems: z.array(z.string()) }),
    { deadlineMs: 120_000 },
  ),
} as const satisfies Record<string, Procedure>;
