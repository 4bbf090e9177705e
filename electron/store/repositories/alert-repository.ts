import {
  ALERT_STATES,
  matchesAlert,
  type Alert,
  type AlertFilter,
  type AlertId,
} from '#shared/domain/alert.ts';
import type { AlertDelivery } from '#shared/contract/procedures/alerts.ts';
import { SEVERITIES, type AlertRule } from '#shared/domain/alert-rule.ts';
import type { SqliteDatabase } from '../sqlite.ts';

/** Alerts that are read at most for one page when a text is looked for. */
const LOOKED_AT = 2_000;

const MOST_DELIVERIES = 100;
const LOOKED_AT_DELIVERIES = 5_000;

/** Alerts and the rules that raise them. */
export function alertRepository(db: SqliteDatabase) {
  // The index holds state, severity and id: each pair of the two is a range of it, newest last.
  const idsOf = db
    .prepare(
      `SELECT alert_id FROM alerts WHERE state = ? AND severity = ? AND alert_id < ?
       ORDER BY alert_id DESC LIMIT ?`,
    )
    .pluck();
  const bodyOf = db.prepare('SELECT body FROM alerts WHERE alert_id = ?').pluck();
  const open = db
    .prepare("SELECT body FROM alerts WHERE state IN ('NEW', 'SEEN', 'ACKNOWLEDGED') ORDER BY alert_id")
    .pluck();
  // There is no index by alert: only so much of the outbox is looked at.
  const deliveries = db.prepare(
    `SELECT reason, at, delivered_at AS deliveredAt FROM alert_outbox
     WHERE number > (SELECT max(number) FROM alert_outbox) - ${LOOKED_AT_DELIVERIES} AND alert_id = ?
     ORDER BY number DESC LIMIT ${MOST_DELIVERIES}`,
  );
  const last = db.prepare('SELECT coalesce(max(alert_id), 0) FROM alerts').pluck();
  const rules = db.prepare('SELECT body FROM alert_rules ORDER BY rule_id').pluck();
  const read = (body: unknown): Alert => JSON.parse(body as string) as Alert;
  const allOr = <T>(some: readonly T[], all: readonly T[]): readonly T[] => (some.length === 0 ? all : some);

  return {
    alerts({ before, limit, ...filter }: AlertFilter & { before: number | null; limit: number }) {
      const most = filter.text === '' ? limit : LOOKED_AT;
      const from = before ?? Number.MAX_SAFE_INTEGER;
      const ids = allOr(filter.states, ALERT_STATES)
        .flatMap((state) =>
          allOr(filter.severities, SEVERITIES).flatMap(
            (severity) => idsOf.all(state, severity, from, most) as number[],
          ),
        )
        .toSorted((a, b) => b - a)
        .slice(0, most);
      const looked = ids.map((alertId) => read(bodyOf.get(alertId)));
      const rows = looked.filter((alert) => matchesAlert(alert, filter)).slice(0, limit);
      // A full page goes on after its last row, another after the last that was looked at.
      const end = rows.length === limit ? rows.at(-1) : looked.at(-1);
      const isAll = rows.length < limit && looked.length < most;
      return { rows, next: isAll ? null : ((end?.alertId ?? null) as AlertId | null) };
    },
    openAlerts: () => open.all().map(read),
    deliveries: (alertId: number) => deliveries.all(alertId) as AlertDelivery[],
    lastAlertId: () => last.get() as number,
    alertRules: () => (rules.all() as string[]).map((body) => JSON.parse(body) as AlertRule),
  };
}
