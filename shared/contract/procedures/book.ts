import { z } from 'zod';
import { query, type Procedure } from '../procedure.ts';
import { bookRow, bookSummary, instrumentRow, nothing, page, suspiciousBar } from '../schemas.ts';

/** What the desk holds, and what it may trade. */
export const bookProcedures = {
  'instruments.search': query(
    z.strictObject({ text: z.string().max(64), limit: z.number().int().min(1).max(50).default(12) }),
    z.array(instrumentRow),
  ),
  'instruments.bars': query(
    z.strictObject({ symbol: z.string().max(64), sessions: page.default(250) }),
    z.array(
      z.strictObject({ date: z.string(), close: z.number().nullable(), volume: z.number().nullable() }),
    ),
    { errors: ['NOT_FOUND'] },
  ),
  /** Stored bars that an import found suspicious, the newest first. */
  'bars.suspicious': query(z.strictObject({ limit: page.default(250) }), z.array(suspiciousBar)),
  'accounts.list': query(
    nothing,
    z.array(z.strictObject({ account: z.string(), desk: z.string(), baseCurrency: z.string() })),
  ),
  'book.rows': query(z.strictObject({ account: z.string().max(128).optional() }), z.array(bookRow)),
  'book.summaries': query(nothing, z.array(bookSummary)),
} as const satisfies Record<string, Procedure>;
