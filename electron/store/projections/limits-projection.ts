import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { LimitStep } from '#electron/core/ports/journal.ts';
import { isAwaitingReview, type Limit, type LimitStatus } from '#shared/domain/limit.ts';
import { EVER_IN_FORCE } from '../repositories/limit-repository.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type LimitsFacts = Extract<RecordFacts, { kind: 'LIMITS' }>;

interface VersionRow {
  readonly body: string;
  readonly status: LimitStatus;
  readonly approvedBy: string | null;
}

/**
 * New versions of limits, then what becomes of written ones. Refusals: CONFLICT when a version is not the next one of
 * its limit, or replaces another than the newest in force, because someone else changed it in between; FORBIDDEN when
 * nobody else approved what loosens: who wrote a version cannot approve it, and alone only a tightening is in force at
 * once. Only the first set of a desk that never had a limit in force is its importer's own.
 */
export function limitsProjection(db: SqliteDatabase): Projection<LimitsFacts> {
  const newest = db.prepare('SELECT coalesce(max(version), 0) FROM limits WHERE limit_id = ?').pluck();
  const top = db
    .prepare("SELECT coalesce(max(version), 0) FROM limits WHERE limit_id = ? AND status = 'ACTIVE'")
    .pluck();
  const everInForce = db.prepare(EVER_IN_FORCE).pluck();
  const read = db.prepare(
    'SELECT body, status, approved_by AS approvedBy FROM limits WHERE limit_id = ? AND version = ?',
  );
  const insert = db.prepare(
    'INSERT INTO limits (limit_id, version, control, status, body, seq) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const approve = db.prepare(
    `UPDATE limits SET status = ?, approved_by = ?, approved_at = ?, approval_reason = ?
     WHERE limit_id = ? AND version = ?`,
  );
  const end = db.prepare(
    `UPDATE limits SET status = 'RETIRED', ended_by = ?, ended_at = ?, end_reason = ?
     WHERE limit_id = ? AND version = ?`,
  );

  const retire = db.prepare("UPDATE limits SET status = 'RETIRED' WHERE limit_id = ? AND version = ?");

  const versionOf = ({ limitId, version }: LimitStep): Limit => {
    const row = read.get(limitId, version) as VersionRow | undefined;
    if (row === undefined) return refuse('NOT_FOUND', `The limit has no version ${version}`, limitId);
    const { status, approvedBy } = row;
    return { ...(JSON.parse(row.body) as Limit), status, approvedBy };
  };

  return ({ limits, steps, reason }, { seq, at, actor }) => {
    const isFirst = everInForce.get() === 0;
    for (const limit of limits) {
      const { limitId, status, replaces } = limit;
      const before = top.get(limitId) as number;
      if (limit.version !== (newest.get(limitId) as number) + 1) changed(limitId);
      if (status === 'ACTIVE') {
        if (replaces !== undefined && replaces !== before) changed(limitId);
        if (!isFirst && limit.change !== 'TIGHTEN') unapproved(limitId);
      }
      if (steps === undefined && before > 0 && status !== 'PROPOSED' && status !== 'DRAFT') {
        retire.run(limitId, before);
      }
      insert.run(limitId, limit.version, limit.control, status, JSON.stringify(limit), seq);
    }
    for (const one of steps ?? []) {
      const limit = versionOf(one);
      const { limitId, version } = limit;
      if (one.step === 'END') {
        if (limit.status !== 'PROPOSED' && limit.status !== 'ACTIVE') changed(limitId);
        end.run(actor, at, reason, limitId, version);
        continue;
      }
      const isProposed = limit.status === 'PROPOSED' && (limit.replaces ?? 0) === top.get(limitId);
      if (!isProposed && !isAwaitingReview(limit)) changed(limitId);
      if (!isFirst && limit.createdBy === actor) unapproved(limitId);
      const status = limit.change === 'RETIRE' ? 'RETIRED' : 'ACTIVE';
      approve.run(status, actor, at, reason, limitId, version);
    }
    return {};
  };
}

const changed = (limitId: string): never => refuse('CONFLICT', 'The limit was changed in between', limitId);
const unapproved = (limitId: string): never =>
  refuse('FORBIDDEN', 'Another officer than the one who proposed it must approve the limit', limitId);
