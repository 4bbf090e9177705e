import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type AlertsFacts = Extract<RecordFacts, { kind: 'ALERTS' }>;

/** The newest alerts, and deliveries, that are kept; of those before only what is open or critical. */
const KEPT_ALERTS = 1_000_000;
const KEPT_DELIVERIES = 100_000;

/** Alerts as they are now, each with what waits to be delivered of it. What a person did keeps its record's number. */
export function alertsProjection(db: SqliteDatabase): Projection<AlertsFacts> {
  const save = db.prepare(
    `INSERT INTO alerts VALUES (@alertId, @severity, @state, @body, NULL)
     ON CONFLICT (alert_id) DO UPDATE SET severity = @severity, state = @state, body = @body`,
  );
  const deliver = db.prepare('INSERT INTO alert_outbox VALUES (NULL, ?, ?, ?, ?, NULL)');
  const forget = db.prepare(
    `DELETE FROM alerts WHERE alert_id <= (SELECT max(alert_id) FROM alerts) - ${KEPT_ALERTS}
     AND state = 'RESOLVED' AND severity <> 'CRITICAL'`,
  );
  const forgetDeliveries = db.prepare(
    `DELETE FROM alert_outbox WHERE number <= (SELECT max(number) FROM alert_outbox) - ${KEPT_DELIVERIES}`,
  );

  return ({ alerts, deliver: wanted }, { at }) => {
    const bodies = new Map(alerts.map((alert) => [alert.alertId, JSON.stringify(alert)]));
    for (const { alertId, severity, state } of alerts)
      save.run({ alertId, severity, state, body: bodies.get(alertId) });
    for (const { alertId, reason } of wanted) deliver.run(alertId, reason, at, bodies.get(alertId) ?? 'null');
    forget.run();
    if (wanted.length > 0) forgetDeliveries.run();
    return {};
  };
}
