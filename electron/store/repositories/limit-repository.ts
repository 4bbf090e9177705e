import type { LimitVersion, StressLevel } from '#electron/core/ports/desk-reader.ts';
import type { Limit, LimitStatus } from '#shared/domain/limit.ts';
import type { Restriction, TradingState } from '#shared/domain/reference.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { toIsoDate } from './dates.ts';

type RestrictionRow = Omit<Restriction, 'from' | 'to'> & { from: number; to: number | null };
type LimitColumns = [body: string, status: LimitStatus, approvedBy: string | null];
type VersionRow = Omit<LimitVersion, 'limit'> & {
  readonly body: string;
  readonly status: LimitStatus;
  readonly approvedBy: string | null;
};

/** 1 when any version of any limit was ever in force, else 0. */
export const EVER_IN_FORCE = `SELECT EXISTS (SELECT 1 FROM limits WHERE status = 'ACTIVE') OR EXISTS (
  SELECT 1 FROM limits WHERE approved_by IS NOT NULL OR body ->> '$.status' IN ('ACTIVE', 'RETIRED'))`;

const COLUMNS = 'SELECT body, status, approved_by FROM limits';
const VERSIONS = `SELECT l.body, l.status, a.at, l.approved_by AS approvedBy, l.approved_at AS approvedAt,
  l.approval_reason AS approvalReason, l.ended_by AS endedBy, l.ended_at AS endedAt, l.end_reason AS endReason
  FROM limits l JOIN audit a USING (seq)`;
const MOST_VERSIONS = 1_000;

/** What restrains trading: limits and their versions, the restricted list, trading states, the stress level. */
export function limitRepository(db: SqliteDatabase) {
  const active = db.prepare(`${COLUMNS} WHERE status = 'ACTIVE' ORDER BY limit_id, version`).raw();
  const proposed = db.prepare(`${COLUMNS} WHERE status = 'PROPOSED' ORDER BY limit_id, version`).raw();
  const all = db
    .prepare(
      `${COLUMNS} l
       WHERE status = 'ACTIVE' OR version = (SELECT max(version) FROM limits WHERE limit_id = l.limit_id)
       ORDER BY limit_id, version`,
    )
    .raw();
  const standing = db
    .prepare(`${COLUMNS} WHERE limit_id = ? AND status IN ('ACTIVE', 'PROPOSED') ORDER BY version`)
    .raw();
  const newest = db.prepare('SELECT coalesce(max(version), 0) FROM limits WHERE limit_id = ?').pluck();
  const newestOfEach = db.prepare('SELECT limit_id, max(version) FROM limits GROUP BY limit_id').raw();
  const versionsOf = db.prepare(`${VERSIONS} WHERE l.limit_id = ? ORDER BY l.version DESC LIMIT ?`);
  const versionsAfter = db.prepare(
    `${VERSIONS} WHERE l.limit_id > ? ORDER BY l.limit_id, l.version DESC LIMIT ?`,
  );
  const waiting = db.prepare(
    `${VERSIONS} WHERE l.status = 'PROPOSED'
     OR l.status = 'ACTIVE' AND l.approved_by IS NULL AND l.body ->> '$.change' = 'TIGHTEN'
     ORDER BY l.limit_id, l.version LIMIT ?`,
  );
  const ever = db.prepare(EVER_IN_FORCE).pluck();
  const stress = db.prepare('SELECT level, proposed_level, proposed_by FROM stress').raw();
  const restrictions = db.prepare(
    'SELECT symbol, issuer, mode, from_date AS "from", to_date AS "to", reason FROM restricted',
  );
  const states = db.prepare('SELECT level, key, state FROM states');
  return {
    limits: (options: { all: boolean }): Limit[] =>
      ((options.all ? all : active).all() as LimitColumns[]).map(toLimit),
    proposedLimits: (): Limit[] => (proposed.all() as LimitColumns[]).map(toLimit),
    limitStanding: (limitId: string): { versions: Limit[]; newest: number } => ({
      versions: (standing.all(limitId) as LimitColumns[]).map(toLimit),
      newest: newest.get(limitId) as number,
    }),
    newestVersions: () => newestOfEach.all() as [string, number][],
    limitVersions: (of: { limitId: string } | { after: string; count: number }): LimitVersion[] =>
      ('limitId' in of
        ? versionsOf.all(of.limitId, MOST_VERSIONS)
        : versionsAfter.all(of.after, of.count)
      ).map((row) => toVersion(row as VersionRow)),
    waitingLimits: (count: number): LimitVersion[] => (waiting.all(count) as VersionRow[]).map(toVersion),
    hadLimits: (): boolean => ever.get() === 1,
    stress(): StressLevel {
      const row = stress.get() as [number | null, number | null, string | null] | undefined;
      const [level, proposed, by] = row ?? [null, null, null];
      return { level, proposal: proposed === null || by === null ? null : { level: proposed, by } };
    },
    restrictions: (): Restriction[] =>
      (restrictions.all() as RestrictionRow[]).map((row) => ({
        ...row,
        from: toIsoDate(row.from),
        to: row.to === null ? null : toIsoDate(row.to),
      })),
    states: () => states.all() as { level: string; key: string; state: TradingState }[],
  };
}

/** Who approved it is written beside the body; a limit of before that was so has it in the body. */
function toLimit([body, status, approvedBy]: LimitColumns): Limit {
  const limit = JSON.parse(body) as Limit;
  return { ...limit, status, approvedBy: approvedBy ?? limit.approvedBy };
}

function toVersion({ body, status, approvedBy, ...row }: VersionRow): LimitVersion {
  return { ...row, limit: toLimit([body, status, approvedBy]) };
}
