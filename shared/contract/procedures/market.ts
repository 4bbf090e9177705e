import { z } from 'zod';
import { command, query, type Procedure } from '../procedure.ts';
import { markRow } from '../schemas/book.ts';

/** Most marks one call may bring. */
const MAX_MARKS = 10_000;
const MAX_RATES = 200;
const decimal = z.string().min(1).max(40);

/** What the desk is told of the market while it runs. */
export const marketProcedures = {
  /**
   * Quotes and trades, each with its own time. They are taken together or not at all, on record before they count. One that
   * is not newer than what is known of its symbol, and one of a symbol the desk has not, is left out and counted.
   */
  'marks.record': command(
    z.strictObject({
      marks: z
        .array(
          z.strictObject({
            symbol: z.string().min(1).max(64),
            /** Both or neither. */
            bid: decimal.optional(),
            ask: decimal.optional(),
            last: decimal.optional(),
            /** Epoch milliseconds. */
            time: z.number().int().nonnegative(),
          }),
        )
        .min(1)
        .max(MAX_MARKS),
    }),
    z.strictObject({
      taken: z.number().int(),
      late: z.number().int(),
      unknown: z.number().int(),
    }),
    { capability: 'OPERATE', errors: ['COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] },
  ),
  /** What is held and worked, or, with a text, the first 50 instruments that match it. */
  /** What is held or worked, by symbol and cut at a bound; with a text, what it finds. */
  'marks.list': query(
    z.strictObject({ text: z.string().max(64).optional() }),
    z.strictObject({ marks: z.array(markRow), total: z.number().int() }),
  ),
  /**
   * A price set by hand, of the desk clock's instant. One that moves the mark by more than 10 % must be confirmed; CONFLICT
   * when the symbol has a quote of that instant already, as on a frozen desk that was corrected once.
   */
  'marks.correct': command(
    z.strictObject({
      symbol: z.string().min(1).max(64),
      price: decimal,
      reason: z.string().trim().min(1).max(1024),
      confirmed: z.boolean().default(false),
    }),
    markRow,
    {
      capability: 'OPERATE',
      errors: ['NOT_FOUND', 'CONFLICT', 'ACKNOWLEDGEMENT_REQUIRED', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'],
    },
  ),
  /** Rates of the desk clock's day, base currency per unit; each replaces that of its currency. */
  'fx.record': command(
    z.strictObject({
      rates: z
        .array(z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), rate: decimal }))
        .min(1)
        .max(MAX_RATES),
    }),
    z.strictObject({ taken: z.number().int() }),
    { capability: 'OPERATE', errors: ['COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] },
  ),
} as const satisfies Record<string, Procedure>;
