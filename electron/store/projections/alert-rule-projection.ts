import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type RuleFacts = Extract<RecordFacts, { kind: 'ALERT_RULE' }>;

/** The rule of an id as it was last saved. */
export function alertRuleProjection(db: SqliteDatabase): Projection<RuleFacts> {
  const save = db.prepare('INSERT OR REPLACE INTO alert_rules VALUES (?, ?, ?)');
  return ({ after }, { seq }) => {
    save.run(after.ruleId, JSON.stringify(after), seq);
    return {};
  };
}
