import { z } from 'zod';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import {
  FILTER_FIELDS,
  LIMIT_ACTIONS,
  LIMIT_CHANGES,
  LIMIT_STATUSES,
  TIGHTEN_METRICS,
  UNITS,
} from '#shared/domain/limit.ts';
import { name, decimalText, scope, finite } from './common.ts';

const filterClause = z.strictObject({
  field: z.enum(FILTER_FIELDS),
  op: z.enum(['in', 'notIn']),
  values: z.array(name).min(1).max(10_000),
});

const tightenRule = z.strictObject({
  metric: z.enum(TIGHTEN_METRICS),
  points: z.array(z.tuple([z.number(), z.number()])).max(64),
});

/** Params of a limit as written: plain values, and `tighten`, a rule. */
const paramValue = z.union([z.string().max(256), z.number(), z.boolean(), tightenRule]);

/** One limit as a limits file and the wire carry it: decimals as text, absent fields take their defaults. */
export const limitInput = z.strictObject({
  limitId: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/),
  control: z.enum(CONTROL_CODES),
  scope,
  group: name.optional(),
  filter: z.array(filterClause).max(32).optional(),
  unit: z.enum(UNITS),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  hard: z.union([z.number(), decimalText]),
  soft: z.union([z.number(), decimalText]).optional(),
  action: z.enum(LIMIT_ACTIONS).optional(),
  params: z.record(z.string().max(64), paramValue).optional(),
  effectiveFrom: z.string().max(32).optional(),
  effectiveTo: z.string().max(32).optional(),
  reason: z.string().max(1024).optional(),
});
export type LimitInput = z.input<typeof limitInput>;

/** A limit with its version and how much of it is used now (null: it depends on the ticket, or is unknown). */
export const limitRow = z.strictObject({
  limitId: z.string(),
  version: z.number().int(),
  control: z.enum(CONTROL_CODES),
  scope,
  group: z.string().nullable(),
  filter: z.array(filterClause),
  unit: z.enum(UNITS),
  currency: z.string().nullable(),
  hard: z.string(),
  soft: z.string().nullable(),
  /** Soft and hard as compared now, after what tightens them; BPS stay BPS. */
  effectiveHard: z.number(),
  effectiveSoft: z.number(),
  action: z.enum(LIMIT_ACTIONS),
  params: z.record(z.string(), paramValue),
  effectiveFrom: z.number(),
  effectiveTo: z.number().nullable(),
  status: z.enum(LIMIT_STATUSES),
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  reason: z.string(),
  /** What tightens it now: the metric, its value (null: missing) and the factor; null for a limit that does not move. */
  tightened: z
    .strictObject({ metric: z.enum(TIGHTEN_METRICS), value: finite, factor: z.number() })
    .nullable(),
  /** One officer tightened it; a second one has to look at it. */
  awaitingReview: z.boolean(),
});
export type LimitRow = z.output<typeof limitRow>;

/** A version of a limit with what became of it. */
export const limitVersion = limitRow.extend({
  change: z.enum(LIMIT_CHANGES).nullable(),
  /** The version it was written against, 0 for none. */
  replaces: z.number().int(),
  createdAt: z.number(),
  approvedAt: z.number().nullable(),
  approvalReason: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: z.number().nullable(),
  endReason: z.string().nullable(),
});
export type LimitVersionRow = z.output<typeof limitVersion>;
