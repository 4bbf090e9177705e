import type { KeyObject } from 'node:crypto';
import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import { alertActProjection } from './projections/alert-act-projection.ts';
import { alertRuleProjection } from './projections/alert-rule-projection.ts';
import { alertsProjection } from './projections/alerts-projection.ts';
import { barsProjection } from './projections/bars-projection.ts';
import { bustProjection } from './projections/bust-projection.ts';
import { cancelProjection } from './projections/cancel-projection.ts';
import { decisionProjection } from './projections/decision-projection.ts';
import { cashProjection } from './projections/cash-projection.ts';
import { enableProjection } from './projections/enable-projection.ts';
import { executionProjection } from './projections/execution-projection.ts';
import { expireProjection } from './projections/expire-projection.ts';
import { fxProjection } from './projections/fx-projection.ts';
import { importProjection } from './projections/import-projection.ts';
import { limitsProjection } from './projections/limits-projection.ts';
import { marksProjection } from './projections/marks-projection.ts';
import { overrideProjection } from './projections/override-projection.ts';
import type { Projection, RecordPlace, TotalsChange } from './projections/projection.ts';
import { navProjection } from './projections/nav-projection.ts';
import { profileProjection } from './projections/profile-projection.ts';
import { rearmProjection } from './projections/rearm-projection.ts';
import { stateProjection } from './projections/state-projection.ts';
import { stressProjection } from './projections/stress-projection.ts';
import { userProjection } from './projections/user-projection.ts';
import type { SqliteDatabase } from './sqlite.ts';

/**
 * Writes what a record means into the tables beside the log, inside the open transaction that holds its audit row.
 * `key` is the audit key, which the proof of a password is bound with.
 * A new kind of record is one projection and one line here. Throws what the projections throw.
 */
export function applyRecord(
  db: SqliteDatabase,
  key: KeyObject,
): (facts: RecordFacts, place: RecordPlace) => TotalsChange {
  const projections: { [F in RecordFacts as F['kind']]: Projection<F> } = {
    DECISION: decisionProjection(db),
    CANCEL: cancelProjection(db),
    EXPIRE: expireProjection(db),
    BUST: bustProjection(db),
    EXECUTION: executionProjection(db),
    ENABLE: enableProjection(db),
    CASH: cashProjection(db),
    LIMITS: limitsProjection(db),
    IMPORT: importProjection(db),
    MARKS: marksProjection(db),
    FX: fxProjection(db),
    PROFILE: profileProjection(db),
    STATE: stateProjection(db),
    REARM: rearmProjection(db),
    OVERRIDE: overrideProjection(db),
    USER: userProjection(db, key),
    NAV: navProjection(db),
    STRESS: stressProjection(db),
    BARS: barsProjection(db),
    ALERTS: alertsProjection(db),
    ALERT_ACT: alertActProjection(db),
    ALERT_RULE: alertRuleProjection(db),
    LOGIN: () => ({}),
  };
  return (facts, place) => (projections[facts.kind] as Projection<RecordFacts>)(facts, place);
}
