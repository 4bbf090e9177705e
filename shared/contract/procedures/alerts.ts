import { z } from 'zod';
import { ALERT_STATES } from '#shared/domain/alert.ts';
import { ALERT_KINDS, MAX_ALERT_RULES, SEVERITIES } from '#shared/domain/alert-rule.ts';
import { SCOPE_LEVELS } from '#shared/domain/limit.ts';
import { STATE_LEVELS } from '#shared/domain/trading-state.ts';
import { command, query, type Procedure } from '../procedure.ts';
import { nothing, page } from '../schemas/common.ts';

const DAY_SECONDS = 86_400;
const id = z.number().int().positive();
const ids = z.array(id).min(1).max(1_000);
const note = z.string().trim().max(1024).default('');
const act = z.strictObject({ by: z.string(), at: z.number(), note: z.string() }).nullable();

const alertRow = z.strictObject({
  alertId: z.number().int(),
  ruleId: z.string(),
  title: z.string(),
  kind: z.enum(ALERT_KINDS),
  key: z.string(),
  scope: z.strictObject({ level: z.enum(SCOPE_LEVELS), key: z.string() }),
  severity: z.enum(SEVERITIES),
  state: z.enum(ALERT_STATES),
  escalated: z.boolean(),
  snoozedUntil: z.number().nullable(),
  count: z.number().int(),
  value: z.number(),
  threshold: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  raisedAt: z.number(),
  subject: z.strictObject({
    decisionId: z.string().nullable(),
    limitId: z.string().nullable(),
    control: z.string().nullable(),
    symbol: z.string().nullable(),
    detail: z.string(),
  }),
  acknowledged: act,
  resolved: act,
});
export type AlertRow = z.output<typeof alertRow>;

const delivery = z.strictObject({
  reason: z.enum(['CRITICAL', 'ESCALATED']),
  at: z.number(),
  /** null: it waits. */
  deliveredAt: z.number().nullable(),
});
export type AlertDelivery = z.output<typeof delivery>;

/** Alerts that wait for somebody, by severity. */
const counts = z.strictObject({
  INFO: z.number().int(),
  WARNING: z.number().int(),
  CRITICAL: z.number().int(),
});
export type AlertCounts = z.output<typeof counts>;

const seconds = (most: number) => z.number().int().min(1).max(most);
const ruleFields = {
  ruleId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  title: z.string().trim().min(1).max(128),
  kind: z.enum(ALERT_KINDS),
  scope: z.strictObject({ level: z.enum(STATE_LEVELS), key: z.string().trim().min(1).max(128) }),
  levels: z
    .array(z.strictObject({ at: z.number().min(0).max(1e15), severity: z.enum(SEVERITIES) }))
    .min(1)
    .max(SEVERITIES.length),
  withinSeconds: seconds(DAY_SECONDS).nullable(),
  cooldownSeconds: z.number().int().min(0).max(DAY_SECONDS),
  escalateAfter: z
    .strictObject({ count: z.number().int().min(2).max(1_000), seconds: seconds(DAY_SECONDS) })
    .nullable(),
  escalateUnacknowledgedSeconds: seconds(7 * DAY_SECONDS).nullable(),
  enabled: z.boolean(),
};
const alertRule = z.strictObject({ ...ruleFields, version: z.number().int().min(0) });
export type AlertRuleRow = z.output<typeof alertRule>;

/** Those that it changed; one that is resolved, or acknowledged already, is left as it is. */
const handled = z.strictObject({ rows: z.array(alertRow) });
const errors = ['NOT_FOUND', 'CONFLICT', 'OVERLOADED', 'COMMIT_UNKNOWN', 'STORE_UNAVAILABLE'] as const;
const handle = { capability: 'HANDLE_ALERTS', errors } as const;

/** What somebody must look at. Nothing here changes a verdict. */
export const alertsProcedures = {
  /** Newest first; `next` continues where the page ended, null: that was all. A page may be short of its limit. */
  'alerts.list': query(
    z.strictObject({
      states: z.array(z.enum(ALERT_STATES)).max(ALERT_STATES.length).default([]),
      severities: z.array(z.enum(SEVERITIES)).max(SEVERITIES.length).default([]),
      text: z.string().trim().max(128).default(''),
      before: id.nullable().default(null),
      limit: page.default(500),
    }),
    z.strictObject({
      rows: z.array(alertRow),
      next: z.number().int().nullable(),
      counts,
      /** Since the desk was opened: occurrences merged into an alert that was there, and some that could not be looked at. */
      gauges: z.strictObject({
        open: z.number().int(),
        unwritten: z.number().int(),
        coalesced: z.number().int(),
        faults: z.number().int(),
      }),
    }),
  ),
  /** What of an alert waits to be delivered or was, newest first, at most 100: among the newest 5,000 of all. */
  'alerts.deliveries': query(z.strictObject({ alertId: id }), z.array(delivery)),
  'alerts.acknowledge': command(z.strictObject({ alertIds: ids, note }), handled, handle),
  /** Looked at, not taken on; not on record. */
  'alerts.seen': command(
    z.strictObject({ alertIds: ids }),
    z.strictObject({ changed: z.number().int() }),
    handle,
  ),
  /** Quiet until then, at most seven days; one that becomes more severe is heard before. */
  'alerts.snooze': command(
    z.strictObject({ alertIds: ids, until: z.number().int().positive(), note }),
    handled,
    handle,
  ),
  /** Over. The same thing again is another alert. */
  'alerts.resolve': command(z.strictObject({ alertIds: ids, note }), handled, handle),
  'alerts.rules': query(nothing, z.array(alertRule).max(MAX_ALERT_RULES)),
  /** `expectedVersion` is the one that was looked at, null: a new rule. In force for the next thing that happens. */
  'alerts.saveRule': command(
    z.strictObject({
      rule: z.strictObject(ruleFields),
      expectedVersion: z.number().int().min(0).nullable(),
    }),
    alertRule,
    { capability: 'MANAGE_LIMITS', errors },
  ),
} as const satisfies Record<string, Procedure>;

/** Alerts that changed, each as it is now. */
export const alertsChanged = z.strictObject({ rows: z.array(alertRow), counts });
