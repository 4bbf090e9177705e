import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { TradingState } from '#shared/domain/reference.ts';
import { isLooser, type Rearm } from '#shared/domain/trading-state.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type StateFacts = Extract<RecordFacts, { kind: 'STATE' }>;

/**
 * The newest trading state of each level and key. A looser one than the store holds needs the request that it names:
 * of another person, for this very change, neither approved before nor expired; otherwise CONFLICT.
 */
export function stateProjection(db: SqliteDatabase): Projection<StateFacts> {
  const current = db.prepare('SELECT state FROM states WHERE level = ? AND key = ?').pluck();
  const currentSeq = db.prepare('SELECT seq FROM states WHERE level = ? AND key = ?').pluck();
  const save = db.prepare('INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)');
  const open = db
    .prepare('SELECT body FROM rearms WHERE request_id = ? AND approved_seq IS NULL AND expires_at > ?')
    .pluck();
  const approve = db.prepare('UPDATE rearms SET approved_seq = ? WHERE request_id = ?');

  const requireSecondPerson = (facts: StateFacts, at: number, actor: string): void => {
    const body = open.get(facts.rearm?.requestId ?? '', at) as string | undefined;
    if (body === undefined) return refuse('CONFLICT', 'No such request to re-arm waits', facts.key);
    const { level, key, to, requestedBy, stateSeq } = JSON.parse(body) as Rearm;
    const same = level === facts.level && key === facts.key && to === facts.state;
    const since = (currentSeq.get(facts.level, facts.key) as number | undefined) ?? 0;
    if (!same || since !== stateSeq)
      refuse('CONFLICT', 'The request to re-arm is of another state', facts.key);
    if (requestedBy === actor) refuse('CONFLICT', 'Re-arming needs a second person', facts.key);
  };

  return (facts, { seq, at, actor }) => {
    const { level, key, state, reason, rearm } = facts;
    const before = (current.get(level, key) as TradingState | undefined) ?? 'ACTIVE';
    if (rearm !== null || isLooser(before, state)) requireSecondPerson(facts, at, actor);
    if (rearm !== null) approve.run(seq, rearm.requestId);
    save.run(level, key, state, reason, seq);
    return {};
  };
}
