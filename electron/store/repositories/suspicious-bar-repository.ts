import type { FlaggedBar } from '#electron/core/ports/desk-reader.ts';
import type { BarState } from '#shared/domain/bar-ruling.ts';
import { PRICE_ONE } from '#shared/domain/decimal.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { toIsoDate } from './dates.ts';

type FlaggedRow = Omit<FlaggedBar, 'date' | 'value' | 'against'> & {
  readonly date: number;
  readonly value: number;
  readonly against: number;
};

/** Stored bars that an import found suspicious, with what was decided about them. */
export function suspiciousBarRepository(db: SqliteDatabase) {
  const flagged = `suspicious_bars s JOIN instruments i ON i.id = s.instrument_id
    LEFT JOIN bar_rulings r ON r.instrument_id = s.instrument_id AND r.date = s.date`;
  const isAskedFor = '(NOT :open OR r.seq IS NULL)';
  const list = db.prepare(
    `SELECT i.symbol, s.date, s.rule, s.value, s.against, coalesce(r.state, 'OPEN') AS state,
       a.actor AS by, a.at, r.reason
     FROM ${flagged} LEFT JOIN audit a ON a.seq = r.seq
     WHERE ${isAskedFor} ORDER BY s.date DESC, i.symbol, s.rule LIMIT :count`,
  );
  const count = db.prepare(`SELECT count(*) FROM ${flagged} WHERE ${isAskedFor}`).pluck();
  const state = db
    .prepare(`SELECT coalesce(r.state, 'OPEN') FROM ${flagged} WHERE i.symbol = ? AND s.date = ? LIMIT 1`)
    .pluck();
  const newestRuling = db.prepare('SELECT coalesce(max(seq), 0) FROM bar_rulings').pluck();

  return {
    suspiciousBars: (of: { open: boolean; count: number }): FlaggedBar[] =>
      (list.all({ open: Number(of.open), count: of.count }) as FlaggedRow[]).map((row) => ({
        ...row,
        date: toIsoDate(row.date),
        value: row.value / PRICE_ONE,
        against: row.against / PRICE_ONE,
      })),
    suspiciousBarCount: (open: boolean) => count.get({ open: Number(open) }) as number,
    barState: (symbol: string, date: number) => (state.get(symbol, date) ?? null) as BarState | null,
    barRulings: () => newestRuling.get() as number,
  };
}
