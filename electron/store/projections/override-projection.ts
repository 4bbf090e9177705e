import type { DecisionFacts, RecordFacts } from '#electron/core/audit/record-body.ts';
import type { Override } from '#shared/domain/override.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection, type RecordPlace } from './projection.ts';

type OverrideFacts = Extract<RecordFacts, { kind: 'OVERRIDE' }>;

/**
 * A request, then what somebody else decided on it. Refusal: CONFLICT for a decision on a request that is decided or
 * has expired, by the one who asked, or on another request than was recorded.
 */
export function overrideProjection(db: SqliteDatabase): Projection<OverrideFacts> {
  const insert = db.prepare("INSERT INTO overrides VALUES (?, 'REQUESTED', ?, ?, NULL, ?)");
  const open = db
    .prepare("SELECT body FROM overrides WHERE override_id = ? AND state = 'REQUESTED' AND expires_at > ?")
    .pluck();
  const decide = db.prepare(
    'UPDATE overrides SET state = ?, body = ?, expires_at = ?, seq = ? WHERE override_id = ?',
  );

  return ({ before, after }, { seq, at, actor }) => {
    const { overrideId, state, expiresAt } = after;
    if (before === null) {
      if (state !== 'REQUESTED' || after.requestedBy !== actor) {
        refuse('CONFLICT', 'A request is made by its trader', overrideId);
      }
      insert.run(overrideId, JSON.stringify(after), expiresAt, seq);
      return {};
    }
    const body = open.get(overrideId, at) as string | undefined;
    if (body === undefined || (state !== 'GRANTED' && state !== 'REFUSED')) {
      return refuse('CONFLICT', 'No such request for an override waits', overrideId);
    }
    const asked = JSON.parse(body) as Override;
    if (asked.requestedBy === actor) refuse('CONFLICT', 'An override needs a second person', overrideId);
    if (asked.ticketHash !== after.ticketHash || asked.controls.join() !== after.controls.join()) {
      refuse('CONFLICT', 'The override was asked for another ticket', overrideId);
    }
    decide.run(state, JSON.stringify(after), expiresAt, seq, overrideId);
    return {};
  };
}

/**
 * Takes up the override that a decision names, once and for all. Refusal: CONFLICT for one that is not granted, was
 * used, has expired, or was granted for another ticket or to another person.
 */
export function overrideConsumer(
  db: SqliteDatabase,
): (use: NonNullable<DecisionFacts['override']>, place: RecordPlace) => void {
  const consume = db.prepare(
    `UPDATE overrides SET state = 'CONSUMED', consumed_seq = ?
     WHERE override_id = ? AND state = 'GRANTED' AND expires_at > ?
       AND body ->> '$.ticketHash' = ? AND body ->> '$.requestedBy' = ?`,
  );
  return ({ overrideId, ticketHash }, { seq, at, actor }) => {
    if (consume.run(seq, overrideId, at, ticketHash, actor).changes === 0) {
      refuse('CONFLICT', 'The override does not hold for this ticket, or no longer', overrideId);
    }
  };
}
