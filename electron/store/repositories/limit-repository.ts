import type { Limit, LimitStatus } from '#shared/domain/limit.ts';
import type { Restriction, TradingState } from '#shared/domain/reference.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { toIsoDate } from './dates.ts';

type RestrictionRow = Omit<Restriction, 'from' | 'to'> & { from: number; to: number | null };

/** What restrains trading: limits, the restricted list, trading states. */
export function limitRepository(db: SqliteDatabase) {
  const active = db
    .prepare("SELECT body, status FROM limits WHERE status = 'ACTIVE' ORDER BY limit_id")
    .raw();
  const all = db
    .prepare(
      `SELECT body, status FROM limits l
       WHERE status = 'ACTIVE' OR version = (SELECT max(version) FROM limits WHERE limit_id = l.limit_id)
       ORDER BY limit_id, version`,
    )
    .raw();
  const restrictions = db.prepare(
    'SELECT symbol, issuer, mode, from_date AS "from", to_date AS "to", reason FROM restricted',
  );
  const states = db.prepare('SELECT level, key, state FROM states');
  return {
    limits: (options: { all: boolean }): Limit[] =>
      ((options.all ? all : active).all() as [string, LimitStatus][]).map(([body, status]) => ({
        ...(JSON.parse(body) as Limit),
        status,
      })),
    restrictions: (): Restriction[] =>
      (restrictions.all() as RestrictionRow[]).map((row) => ({
        ...row,
        from: toIsoDate(row.from),
        to: row.to === null ? null : toIsoDate(row.to),
      })),
    states: () => states.all() as { level: string; key: string; state: TradingState }[],
  };
}
