import type { AuditTotals } from '#electron/core/audit/chain.ts';
import type { SqliteDatabase } from './sqlite.ts';

/** The totals as their rows sum to now; quantities scaled. */
export function sumTotals(db: SqliteDatabase): AuditTotals {
  return db
    .prepare(
      `SELECT (SELECT count(*) FROM audit) AS audit,
         (SELECT count(*) FROM decisions) AS decisions,
         (SELECT count(*) FROM tickets) AS tickets,
         (SELECT coalesce(sum(leaves_qty), 0) FROM reservations) AS reserved_qty,
         (SELECT coalesce(sum(last_qty), 0) FROM executions WHERE busted_seq IS NULL) AS executed_qty`,
    )
    .safeIntegers()
    .get() as AuditTotals;
}

/** Each selects the rows that contradict the log; the sentence is completed by their keys. */
const CONTRADICTIONS: readonly { readonly what: string; readonly sql: string }[] = [
  {
    what: 'Decisions that are not what their records say',
    sql: `SELECT d.decision_id FROM decisions d LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'DECISION' OR a.body ->> '$.decision.decisionId' IS NOT d.decision_id
        OR a.body ->> '$.decision.clOrdId' IS NOT d.cl_ord_id OR a.body ->> '$.decision.verdict' IS NOT d.verdict`,
  },
  {
    what: 'Decision records that are not listed',
    sql: `SELECT seq FROM audit LEFT JOIN decisions d USING (seq) WHERE kind = 'DECISION' AND d.seq IS NULL`,
  },
  {
    what: 'Tickets that are not what their records say',
    sql: `SELECT t.cl_ord_id FROM tickets t LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'DECISION' OR a.body ->> '$.ticket.clOrdId' IS NOT t.cl_ord_id
        OR a.body ->> '$.send.idempotencyKey' IS NOT t.idempotency_key
        OR a.body ->> '$.send.bodyHash' IS NOT t.body_hash
        OR a.body ->> '$.ticket.account' IS NOT t.account OR a.body ->> '$.ticket.symbol' IS NOT t.symbol
        OR a.body ->> '$.ticket.orderQty' IS NOT t.order_qty
        OR a.body ->> '$.ticket.trader' IS NOT t.trader OR a.body ->> '$.ticket.strategy' IS NOT t.strategy
        OR iif(a.body ->> '$.ticket.side' = 'BUY', 1, -1) IS NOT t.direction
        OR (a.body ->> '$.send.sent' = 0) IS NOT (t.state = 'DENIED')
        OR iif(a.body ->> '$.send.sent', a.body ->> '$.replaces.clOrdId', NULL) IS NOT t.replaces`,
  },
  {
    what: 'Sends that have no ticket',
    sql: `SELECT a.seq FROM audit a WHERE a.kind = 'DECISION' AND a.body -> '$.send' <> 'null'
      AND NOT EXISTS (SELECT 1 FROM tickets WHERE cl_ord_id = a.body ->> '$.ticket.clOrdId' AND seq = a.seq)`,
  },
  {
    what: 'Tickets whose state and reservation do not agree',
    sql: `SELECT t.cl_ord_id FROM tickets t LEFT JOIN reservations r USING (cl_ord_id)
      WHERE NOT CASE t.state
        WHEN 'SENT' THEN t.cum_qty = 0 AND r.leaves_qty IS t.order_qty
        WHEN 'PARTIALLY_FILLED' THEN t.cum_qty > 0 AND r.leaves_qty IS t.order_qty - t.cum_qty
        WHEN 'FILLED' THEN t.cum_qty = t.order_qty AND r.leaves_qty IS NULL
        WHEN 'DENIED' THEN t.cum_qty = 0 AND r.leaves_qty IS NULL
        WHEN 'CANCELLED' THEN r.leaves_qty IS NULL
        WHEN 'EXPIRED' THEN r.leaves_qty IS NULL
        WHEN 'REPLACED' THEN r.leaves_qty IS NULL
        ELSE false END`,
  },
  {
    what: 'Tickets whose filled quantity is not the sum of their executions',
    sql: `SELECT t.cl_ord_id FROM tickets t LEFT JOIN (SELECT cl_ord_id, sum(last_qty) AS filled
        FROM executions WHERE busted_seq IS NULL GROUP BY 1) e USING (cl_ord_id)
      WHERE t.cum_qty <> t.carried_qty + coalesce(e.filled, 0)`,
  },
  {
    what: 'Tickets that do not carry on what the ticket they replace had filled',
    sql: `SELECT t.cl_ord_id FROM tickets t LEFT JOIN tickets o ON o.cl_ord_id = t.replaces
      WHERE t.carried_qty IS NOT iif(t.replaces IS NULL, 0, o.cum_qty)`,
  },
  {
    what: 'Replaced tickets and tickets that replace them that do not agree',
    sql: `SELECT cl_ord_id FROM tickets WHERE state = 'REPLACED'
      EXCEPT SELECT replaces FROM tickets
      UNION ALL
      SELECT t.replaces FROM tickets t JOIN tickets o ON o.cl_ord_id = t.replaces WHERE o.state <> 'REPLACED'`,
  },
  {
    what: 'Expired tickets and records of expiring that do not agree',
    sql: `WITH expired AS (SELECT e.value ->> '$.clOrdId' AS cl_ord_id
        FROM audit, json_each(body, '$.expired') e WHERE kind = 'EXPIRE')
      SELECT cl_ord_id FROM tickets WHERE state = 'EXPIRED' AND cl_ord_id NOT IN (SELECT cl_ord_id FROM expired)
      UNION ALL
      SELECT e.cl_ord_id FROM expired e LEFT JOIN tickets t USING (cl_ord_id) WHERE t.state IS NOT 'EXPIRED'`,
  },
  {
    what: 'Busted executions and records of busting that do not agree',
    sql: `SELECT e.exec_id FROM executions e LEFT JOIN audit a ON a.seq = e.busted_seq
      WHERE e.busted_seq IS NOT NULL AND (a.kind IS NOT 'BUST' OR a.body ->> '$.execId' IS NOT e.exec_id)
      UNION ALL
      SELECT a.body ->> '$.execId' FROM audit a LEFT JOIN executions e ON e.exec_id = a.body ->> '$.execId'
      WHERE a.kind = 'BUST' AND e.busted_seq IS NOT a.seq`,
  },
  {
    what: 'Executions that are not what their records say',
    sql: `SELECT e.exec_id FROM executions e LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'EXECUTION' OR a.body ->> '$.execId' IS NOT e.exec_id
        OR a.body ->> '$.clOrdId' IS NOT e.cl_ord_id OR a.body ->> '$.lastQty' IS NOT e.last_qty
        OR a.body ->> '$.lastPx' IS NOT e.last_px`,
  },
  {
    what: 'Execution records that are not listed',
    sql: `SELECT a.seq FROM audit a WHERE a.kind = 'EXECUTION'
      AND NOT EXISTS (SELECT 1 FROM executions WHERE exec_id = a.body ->> '$.execId')`,
  },
  {
    what: 'Cancelled tickets and records of cancelling that do not agree',
    sql: `SELECT cl_ord_id FROM tickets WHERE state = 'CANCELLED'
      EXCEPT SELECT body ->> '$.clOrdId' FROM audit WHERE kind = 'CANCEL'
      UNION ALL
      SELECT a.body ->> '$.clOrdId' FROM audit a LEFT JOIN tickets t ON t.cl_ord_id = a.body ->> '$.clOrdId'
      WHERE a.kind = 'CANCEL' AND t.state IS NOT 'CANCELLED'`,
  },
  {
    what: 'Messages and fills that are not what their records say',
    sql: `WITH expected AS (
        SELECT seq, coalesce(body ->> '$.inputs.tick', at * 1000) AS tick,
          CAST(strftime('%Y%m%d', (body ->> '$.decision.deskClock') / 1000, 'unixepoch') AS INTEGER) AS day,
          'SEND' AS kind, body ->> '$.ticket.clOrdId' AS cl_ord_id, body ->> '$.ticket.side' AS side,
          body ->> '$.ticket.ordType' AS ord_type, body ->> '$.ticket.price' AS price,
          body ->> '$.ticket.stopPx' AS stop_px, body ->> '$.ticket.orderQty' AS quantity,
          CAST(round((body ->> '$.decision.notional') * 100) AS INTEGER) AS notional
        FROM audit WHERE kind = 'DECISION' AND body ->> '$.send.sent' = 1
        UNION ALL
        SELECT seq, coalesce(body ->> '$.tick', at * 1000), NULL, 'CANCEL', body ->> '$.clOrdId',
          NULL, NULL, NULL, NULL, NULL, NULL
        FROM audit WHERE kind = 'CANCEL'
        UNION ALL
        SELECT a.seq, coalesce(a.body ->> '$.tick', a.at * 1000),
          coalesce(a.body ->> '$.day', CAST(strftime('%Y%m%d', a.at / 1000, 'unixepoch') AS INTEGER)),
          'FILL', a.body ->> '$.clOrdId', d.body ->> '$.ticket.side', NULL, NULL, NULL, a.body ->> '$.lastQty', NULL
        FROM audit a JOIN tickets t ON t.cl_ord_id = a.body ->> '$.clOrdId' JOIN audit d ON d.seq = t.seq
        WHERE a.kind = 'EXECUTION')
      SELECT seq FROM (SELECT * FROM order_events EXCEPT SELECT * FROM expected)
      UNION SELECT seq FROM (SELECT * FROM expected EXCEPT SELECT * FROM order_events)`,
  },
  {
    what: 'Throttled strategies that are not what the records say',
    sql: `WITH expected AS (
        SELECT t.strategy, t.symbol, d.body ->> '$.ticket.side' AS side, j.value AS limit_id, max(a.seq) AS seq
        FROM audit a JOIN json_each(a.body, '$.throttledBy') j JOIN tickets t ON t.cl_ord_id = a.body ->> '$.clOrdId'
          JOIN audit d ON d.seq = t.seq
        WHERE a.kind = 'EXECUTION' GROUP BY 1, 2, 3, 4),
      live AS (
        SELECT * FROM expected x WHERE seq > coalesce((SELECT max(seq) FROM audit WHERE kind = 'ENABLE'
          AND body ->> '$.strategy' = x.strategy AND body ->> '$.symbol' = x.symbol AND body ->> '$.side' = x.side), 0))
      SELECT strategy || ' ' || symbol || ' ' || side FROM (SELECT * FROM throttles EXCEPT SELECT * FROM live)
      UNION SELECT strategy || ' ' || symbol || ' ' || side FROM (SELECT * FROM live EXCEPT SELECT * FROM throttles)`,
  },
  {
    what: 'Strategies enabled again that are not what the newest record says',
    sql: `WITH expected AS (
        SELECT body ->> '$.strategy' AS strategy, body ->> '$.symbol' AS symbol, body ->> '$.side' AS side,
          max(seq) AS seq FROM audit WHERE kind = 'ENABLE' GROUP BY 1, 2, 3)
      SELECT strategy || ' ' || symbol || ' ' || side FROM (SELECT * FROM enabled EXCEPT SELECT * FROM expected)
      UNION SELECT strategy || ' ' || symbol || ' ' || side FROM (SELECT * FROM expected EXCEPT SELECT * FROM enabled)`,
  },
  {
    what: 'Trading states that are not what the newest record says',
    sql: `SELECT s.level || ' ' || s.key FROM states s LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'STATE' OR a.body ->> '$.level' IS NOT s.level OR a.body ->> '$.key' IS NOT s.key
        OR a.body ->> '$.state' IS NOT s.state OR a.body ->> '$.reason' IS NOT s.reason
      UNION ALL
      SELECT n.level || ' ' || n.key FROM (SELECT body ->> '$.level' AS level, body ->> '$.key' AS key,
        max(seq) AS seq FROM audit WHERE kind = 'STATE' GROUP BY 1, 2) n
      LEFT JOIN states s ON s.level = n.level AND s.key = n.key WHERE s.seq IS NOT n.seq`,
  },
  {
    what: 'Users that are not what the newest record says',
    sql: `SELECT u.user FROM users u LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'USER' OR a.body -> '$.after' IS NOT u.body OR a.body ->> '$.after.user' IS NOT u.user
        OR a.body ->> '$.after.osAccount' IS NOT u.os_account
        OR a.body ->> '$.after.hasPassword' IS NOT (u.password IS NOT NULL)
      UNION ALL
      SELECT n.user FROM (SELECT body ->> '$.after.user' AS user, max(seq) AS seq,
        max(iif(body ->> '$.passwordChanged', seq, NULL)) AS password_seq
        FROM audit WHERE kind = 'USER' GROUP BY 1) n
      LEFT JOIN users u USING (user) WHERE u.seq IS NOT n.seq OR u.password_seq IS NOT n.password_seq`,
  },
  {
    what: 'Requests to re-arm that are not what their records say',
    sql: `SELECT r.request_id FROM rearms r LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'REARM' OR a.body -> '$.rearm' IS NOT r.body
        OR a.body ->> '$.rearm.requestId' IS NOT r.request_id
        OR a.body ->> '$.rearm.expiresAt' IS NOT r.expires_at
        OR r.approved_seq IS NOT
          (SELECT seq FROM audit WHERE kind = 'STATE' AND body ->> '$.rearm.requestId' = r.request_id)
      UNION ALL
      SELECT a.body ->> '$.rearm.requestId' FROM audit a WHERE a.kind = 'REARM'
      AND NOT EXISTS (SELECT 1 FROM rearms WHERE seq = a.seq)`,
  },
  {
    what: 'Trading states made looser without a second person',
    sql: `SELECT a.body ->> '$.level' || ' ' || (a.body ->> '$.key') FROM audit a
      LEFT JOIN audit q ON q.seq = (SELECT seq FROM rearms WHERE request_id = a.body ->> '$.rearm.requestId')
      WHERE a.kind = 'STATE' AND a.body -> '$.rearm' <> 'null'
        AND (q.kind IS NOT 'REARM' OR q.actor = a.actor OR q.actor IS NOT a.body ->> '$.rearm.requestedBy')`,
  },
  {
    what: 'Overrides that are not what their records say',
    sql: `SELECT o.override_id FROM overrides o LEFT JOIN audit a USING (seq)
      LEFT JOIN audit d ON d.seq = o.consumed_seq
      WHERE a.kind IS NOT 'OVERRIDE' OR a.body -> '$.after' IS NOT o.body
        OR a.body ->> '$.after.overrideId' IS NOT o.override_id
        OR a.body ->> '$.after.expiresAt' IS NOT o.expires_at
        OR iif(o.state = 'CONSUMED', 'GRANTED', o.state) IS NOT a.body ->> '$.after.state'
        OR (o.state = 'CONSUMED' AND d.body ->> '$.override.overrideId' IS NOT o.override_id)
      UNION ALL
      SELECT n.id FROM (SELECT body ->> '$.after.overrideId' AS id, max(seq) AS seq
        FROM audit WHERE kind = 'OVERRIDE' GROUP BY 1) n
      LEFT JOIN overrides o ON o.override_id = n.id WHERE o.seq IS NOT n.seq
      UNION ALL
      SELECT a.body ->> '$.override.overrideId' FROM audit a
      WHERE a.kind = 'DECISION' AND a.body -> '$.override' IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM overrides WHERE consumed_seq = a.seq)`,
  },
  {
    what: 'Import profiles that are not what the newest record says',
    sql: `SELECT p.name FROM import_profiles p LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'PROFILE' OR a.body ->> '$.name' IS NOT p.name
        OR a.body -> '$.choices' IS NOT p.choices
      UNION ALL
      SELECT n.name FROM (SELECT body ->> '$.name' AS name, body -> '$.choices' AS choices, max(seq) AS seq
        FROM audit WHERE kind = 'PROFILE' GROUP BY 1) n
      LEFT JOIN import_profiles p USING (name)
      WHERE p.seq IS NOT iif(n.choices = 'null', NULL, n.seq)`,
  },
  {
    what: 'Marks that are not what the newest record says',
    sql: `SELECT m.value ->> '$.symbol' FROM audit a, json_each(a.body, '$.quotes') m
      LEFT JOIN quotes q ON q.symbol = m.value ->> '$.symbol' AND q.at = m.value ->> '$.at'
      WHERE a.kind = 'MARKS' AND (q.at IS NULL OR NOT EXISTS (
        SELECT 1 FROM audit later WHERE later.kind = 'IMPORT' AND later.seq > a.seq) AND (
        m.value ->> '$.bid' IS NOT q.bid OR m.value ->> '$.ask' IS NOT q.ask OR m.value ->> '$.last' IS NOT q.last))`,
  },
  {
    what: 'Exchange rates that are not what the newest record says',
    sql: `SELECT n.currency FROM (SELECT r.value ->> '$.currency' AS currency, a.body ->> '$.date' AS date,
        r.value ->> '$.rate' AS rate, max(a.seq) AS seq
        FROM audit a, json_each(a.body, '$.rates') r WHERE a.kind = 'FX' GROUP BY 1, 2) n
      LEFT JOIN fx USING (currency, date)
      WHERE fx.rate IS NULL OR (fx.rate IS NOT n.rate AND NOT EXISTS (
        SELECT 1 FROM audit later WHERE later.kind = 'IMPORT' AND later.seq > n.seq))`,
  },
  {
    what: 'Opens and high-water marks that are not what the newest record says',
    sql: `SELECT n.level || ' ' || n.key FROM nav_marks n LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'NAV'
        OR NOT EXISTS (SELECT 1 FROM json_each(a.body, '$.rows') r WHERE r.value = n.body)
      UNION ALL
      SELECT r.value ->> '$.level' || ' ' || (r.value ->> '$.key') FROM audit a, json_each(a.body, '$.rows') r
      LEFT JOIN nav_marks n ON n.level = r.value ->> '$.level' AND n.key = r.value ->> '$.key'
      WHERE a.kind = 'NAV' AND n.seq IS NULL OR a.kind = 'NAV' AND n.seq < a.seq`,
  },
  {
    what: 'A stress level that is not what the newest record says',
    sql: `SELECT n.seq FROM (SELECT max(seq) AS seq FROM audit WHERE kind = 'STRESS') n
      LEFT JOIN stress s ON true LEFT JOIN audit a ON a.seq = n.seq
      WHERE s.seq IS NOT n.seq OR a.body ->> '$.level' IS NOT s.level
        OR a.body ->> '$.proposal.level' IS NOT s.proposed_level OR a.body ->> '$.proposal.by' IS NOT s.proposed_by`,
  },
  {
    what: 'Rulings on suspicious bars that are not what the newest record says',
    sql: `WITH ruled AS (
        SELECT b.value ->> '$.symbol' AS symbol, b.value ->> '$.date' AS date, max(a.seq) AS seq
        FROM audit a, json_each(a.body, '$.bars') b WHERE a.kind = 'BARS' GROUP BY 1, 2),
      kept AS (SELECT i.symbol, r.* FROM bar_rulings r JOIN instruments i ON i.id = r.instrument_id)
      SELECT k.symbol || ' ' || k.date FROM kept k LEFT JOIN ruled n USING (symbol, date)
      LEFT JOIN audit a ON a.seq = k.seq
      WHERE n.seq IS NOT k.seq OR a.body ->> '$.state' IS NOT k.state OR a.body ->> '$.reason' IS NOT k.reason
      UNION ALL
      SELECT n.symbol || ' ' || n.date FROM ruled n LEFT JOIN kept k USING (symbol, date)
      WHERE k.seq IS NULL AND NOT EXISTS (
        SELECT 1 FROM audit later WHERE later.kind = 'IMPORT' AND later.seq > n.seq)`,
  },
  {
    what: 'Alerts that somebody acknowledged or resolved without a record that says so',
    sql: `SELECT n.alert_id FROM alerts n LEFT JOIN audit a USING (seq)
      WHERE n.state IN ('ACKNOWLEDGED', 'RESOLVED') AND (a.kind IS NOT 'ALERT_ACT'
        OR NOT EXISTS (SELECT 1 FROM json_each(a.body, '$.alertIds') i WHERE i.value = n.alert_id))
      UNION ALL
      SELECT n.alert_id FROM alerts n LEFT JOIN audit a USING (seq)
      WHERE a.body ->> '$.act.step' = 'ACKNOWLEDGE' AND (a.actor IS NOT n.body ->> '$.acknowledged.by'
          OR a.body ->> '$.note' IS NOT n.body ->> '$.acknowledged.note')
        OR n.state = 'RESOLVED' AND (a.body ->> '$.act.step' IS NOT 'RESOLVE'
          OR a.actor IS NOT n.body ->> '$.resolved.by' OR a.body ->> '$.note' IS NOT n.body ->> '$.resolved.note')`,
  },
  {
    what: 'Rules of alerts that are not what the newest record says',
    sql: `SELECT r.rule_id FROM alert_rules r LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'ALERT_RULE' OR a.body -> '$.after' IS NOT r.body
        OR a.body ->> '$.after.ruleId' IS NOT r.rule_id
      UNION ALL
      SELECT n.rule_id FROM (SELECT body ->> '$.after.ruleId' AS rule_id, max(seq) AS seq
        FROM audit WHERE kind = 'ALERT_RULE' GROUP BY 1) n
      LEFT JOIN alert_rules r USING (rule_id) WHERE r.seq IS NOT n.seq`,
  },
  {
    what: 'Imports that are not what their records say',
    sql: `SELECT i.import_id FROM imports i LEFT JOIN audit a USING (seq)
      WHERE a.kind IS NOT 'IMPORT' OR a.body ->> '$.importId' IS NOT i.import_id
        OR a.body ->> '$.contentId' IS NOT i.content_id
      UNION ALL
      SELECT a.body ->> '$.importId' FROM audit a WHERE a.kind = 'IMPORT'
      AND NOT EXISTS (SELECT 1 FROM imports WHERE seq = a.seq)`,
  },
];

const NAMED = 3;

/** Reports each contradiction between the log and the tables beside it, naming a few of the rows. */
export function verifyProjections(db: SqliteDatabase, found: (problem: string) => void): void {
  for (const { what, sql } of CONTRADICTIONS) {
    const keys = db
      .prepare(`SELECT * FROM (${sql}) LIMIT ${NAMED + 1}`)
      .pluck()
      .all() as (string | number)[];
    if (keys.length === 0) continue;
    const more = keys.length > NAMED ? ' and more' : '';
    found(`${what}: ${keys.slice(0, NAMED).join(', ')}${more}.`);
  }
}
