import { z } from 'zod';
import { GAUGE_CODES } from '#shared/domain/gauges.ts';
import { query, type Procedure } from '../procedure.ts';
import { nothing } from '../schemas/common.ts';

/** How the desk is, for whoever keeps it running. */
export const diagnosticsProcedures = {
  'diagnostics.get': query(
    nothing,
    z.strictObject({
      at: z.number(),
      openedAt: z.number(),
      gauges: z.array(
        z.strictObject({
          code: z.enum(GAUGE_CODES),
          value: z.union([z.number(), z.string()]).nullable(),
          bound: z.number().nullable(),
        }),
      ),
      /** Calls that failed since the desk was opened, by code, the most frequent first. */
      errors: z.array(z.strictObject({ code: z.string(), count: z.number().int() })),
      /** Of the product, the engine and what they run on, name to version. */
      versions: z.record(z.string(), z.string()),
    }),
  ),
} as const satisfies Record<string, Procedure>;
