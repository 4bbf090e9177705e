import { z } from 'zod';
import { MAX_RULED_BARS } from '#shared/domain/bar-ruling.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { bookPlace, bookRow, bookSummary, packedFigures } from '../schemas/book.ts';
import { nothing, page } from '../schemas/common.ts';
import { flaggedBar, instrumentRow } from '../schemas/market.ts';

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
  /** Stored bars that an import found suspicious, the newest first; how many there are in all. */
  'bars.suspicious': query(
    z.strictObject({
      /** Only those that nobody has decided on. */
      open: z.boolean().default(false),
      limit: page.default(250),
    }),
    z.strictObject({ bars: z.array(flaggedBar), total: z.number().int() }),
  ),
  'bars.accept': rulingOnBars(),
  'bars.exclude': rulingOnBars(),
  'accounts.list': query(
    nothing,
    z.array(z.strictObject({ account: z.string(), desk: z.string(), baseCurrency: z.string() })),
  ),
  /** Positions and what works, those that changed longest ago first; with `since` only what changed after it. */
  'book.rows': query(
    z.strictObject({
      account: z.string().max(128).optional(),
      symbol: z.string().max(64).optional(),
      since: bookPlace.optional(),
      limit: page.default(1_000),
    }),
    z.strictObject({
      /** These are the first of a book: nothing that was answered before is of it. */
      anew: z.boolean(),
      rows: z.array(bookRow),
      /** Neither held nor working any more. */
      gone: z.array(z.strictObject({ account: z.string(), symbol: z.string() })),
      next: bookPlace,
      /** There are more now. */
      more: z.boolean(),
    }),
  ),
  /** Slower than the rows, and asked for beside them; not on the engine's thread. NOT_FOUND: no such account. */
  'book.figures': query(z.strictObject({ account: z.string().max(128).optional() }), packedFigures, {
    errors: ['NOT_FOUND', 'OVERLOADED', 'STORE_UNAVAILABLE', 'STORE_CORRUPT', 'CANCELLED'],
    deadlineMs: 120_000,
  }),
  'book.summaries': query(nothing, z.array(bookSummary)),
} as const satisfies Record<string, Procedure>;

/**
 * All of the bars or none; a bar that is already so is left as it is. Answers how many changed. NOT_FOUND for a bar that
 * nothing is suspicious about.
 */
function rulingOnBars() {
  const bar = z.strictObject({ symbol: z.string().min(1).max(64), date: z.iso.date() });
  return command(
    z.strictObject({
      bars: z.array(bar).min(1).max(MAX_RULED_BARS),
      reason: z.string().trim().min(1).max(1024),
    }),
    z.strictObject({ changed: z.number().int() }),
    {
      capability: 'IMPORT',
      errors: ['NOT_FOUND', 'CONFLICT', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
      // The whole desk is read again.
      deadlineMs: 60_000,
    },
  );
}
