import type { StoredState, StoredUser } from '#electron/core/ports/desk-reader.ts';
import type { User } from '#shared/domain/authority.ts';
import type { DecisionId, EpochMs } from '#shared/domain/ids.ts';
import type { Override, OverrideState } from '#shared/domain/override.ts';
import type { Rearm } from '#shared/domain/trading-state.ts';
import type { SqliteDatabase } from '../sqlite.ts';

interface OverrideRow {
  readonly body: string;
  readonly state: OverrideState;
  readonly decisionId: DecisionId | null;
}

/** Who may act, and what two people agree on. */
export function authorityRepository(db: SqliteDatabase) {
  const users = db.prepare('SELECT body, password FROM users ORDER BY user');
  const states = db.prepare(
    `SELECT level, key, state, reason, actor, at FROM states JOIN audit USING (seq)
     WHERE state <> 'ACTIVE' ORDER BY level, key`,
  );
  const stateSeq = db.prepare('SELECT seq FROM states WHERE level = ? AND key = ?').pluck();
  const rearms = db
    .prepare('SELECT body FROM rearms WHERE approved_seq IS NULL AND expires_at > ? ORDER BY seq')
    .pluck();
  const rows = `SELECT o.body, o.state, d.decision_id AS decisionId
    FROM overrides o LEFT JOIN decisions d ON d.seq = o.consumed_seq`;
  const overrides = db.prepare(`${rows} ORDER BY o.seq DESC LIMIT ?`);
  const override = db.prepare(`${rows} WHERE o.override_id = ?`);
  const open = db
    .prepare("SELECT count(*) FROM overrides WHERE state = 'REQUESTED' AND expires_at > ?")
    .pluck();
  return {
    users: (): StoredUser[] =>
      (users.all() as { body: string; password: string | null }[]).map(({ body, password }) => ({
        user: JSON.parse(body) as User,
        password,
      })),
    stateSeq: (level: string, key: string) => (stateSeq.get(level, key) as number | undefined) ?? 0,
    stateRows: () => states.all() as StoredState[],
    rearms: (now: EpochMs): Rearm[] => (rearms.all(now) as string[]).map((body) => JSON.parse(body) as Rearm),
    overrides: (limit: number): Override[] => (overrides.all(limit) as OverrideRow[]).map(toOverride),
    override: (overrideId: string): Override | null => {
      const row = override.get(overrideId) as OverrideRow | undefined;
      return row === undefined ? null : toOverride(row);
    },
    openOverrides: (now: EpochMs) => open.get(now) as number,
  };
}

const toOverride = ({ body, state, decisionId }: OverrideRow): Override => ({
  ...(JSON.parse(body) as Override),
  state,
  decisionId,
});
