import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import { take, type Alert } from '#shared/domain/alert.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type ActFacts = Extract<RecordFacts, { kind: 'ALERT_ACT' }>;

/** What a person did to alerts; those it changes nothing of stay as they are. Refusal: CONFLICT for one that is not stored. */
export function alertActProjection(db: SqliteDatabase): Projection<ActFacts> {
  const find = db.prepare('SELECT body FROM alerts WHERE alert_id = ?').pluck();
  const save = db.prepare('UPDATE alerts SET state = ?, body = ?, seq = ? WHERE alert_id = ?');
  return ({ act, alertIds, note }, { seq, at, actor }) => {
    for (const alertId of alertIds) {
      const body = find.get(alertId) as string | undefined;
      if (body === undefined) return refuse('CONFLICT', 'There is no such alert', String(alertId));
      const before = JSON.parse(body) as Alert;
      const after = take(before, act, { by: actor, at: at as EpochMs, note });
      if (after !== before) save.run(after.state, JSON.stringify(after), seq, alertId);
    }
    return {};
  };
}
