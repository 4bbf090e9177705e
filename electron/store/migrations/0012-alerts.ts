/**
 * Alerts as the engine last wrote them, the rules that were saved, and what waits to be delivered. `body` is JSON, the
 * other columns repeat what is searched by; `seq` is the newest record of a person's act, null: nobody did anything.
 */
export const alertsSchema = `
CREATE TABLE alerts (
  alert_id INTEGER PRIMARY KEY,
  severity TEXT NOT NULL CHECK (severity IN ('INFO', 'WARNING', 'CRITICAL')),
  state TEXT NOT NULL CHECK (state IN ('NEW', 'SEEN', 'ACKNOWLEDGED', 'RESOLVED')),
  body TEXT NOT NULL,
  seq INTEGER REFERENCES audit (seq)
) STRICT;
CREATE INDEX alerts_found ON alerts (state, severity);

CREATE TABLE alert_rules (
  rule_id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES audit (seq)
) STRICT;

CREATE TABLE alert_outbox (
  number INTEGER PRIMARY KEY,
  alert_id INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('CRITICAL', 'ESCALATED')),
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  delivered_at INTEGER
) STRICT;
`;
