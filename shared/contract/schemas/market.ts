import { z } from 'zod';
import { BAR_STATES } from '#shared/domain/bar-ruling.ts';
import { finite } from './common.ts';

export const instrumentRow = z.strictObject({
  symbol: z.string(),
  name: z.string(),
  sector: z.string(),
  currency: z.string(),
  assetClass: z.string(),
  lotSize: z.number(),
  tickSize: finite,
  price: finite,
  priceAsOf: z.number().nullable(),
  adv20: finite,
});
export type InstrumentRow = z.output<typeof instrumentRow>;

/** `against` is the close before; of HIGH_BELOW_LOW, the low. */
export const suspiciousBar = z.strictObject({
  symbol: z.string(),
  /** YYYY-MM-DD. */
  date: z.string(),
  rule: z.enum(['LARGE_RETURN', 'DECIMAL_SHIFT', 'HIGH_BELOW_LOW', 'NOT_POSITIVE']),
  value: finite,
  against: finite,
});

/** A stored suspicious bar; by whom, when and why it was accepted or excluded is null while it is OPEN. */
export const flaggedBar = suspiciousBar.extend({
  state: z.enum(BAR_STATES),
  by: z.string().nullable(),
  at: z.number().nullable(),
  reason: z.string().nullable(),
});
export type FlaggedBar = z.output<typeof flaggedBar>;
