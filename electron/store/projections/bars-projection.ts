import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { BarState } from '#shared/domain/bar-ruling.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { barChangeWriter } from './bar-change.ts';
import { refuse, type Projection } from './projection.ts';

type BarsFacts = Extract<RecordFacts, { kind: 'BARS' }>;

/**
 * Suspicious bars as last accepted or excluded. Refusal: CONFLICT, of all of them, for a bar that is not suspicious
 * (any more) or that was decided on in between.
 */
export function barsProjection(db: SqliteDatabase): Projection<BarsFacts> {
  const find = db.prepare(
    `SELECT i.id, coalesce(r.state, 'OPEN') AS state FROM instruments i
     JOIN suspicious_bars s ON s.instrument_id = i.id AND s.date = :date
     LEFT JOIN bar_rulings r ON r.instrument_id = s.instrument_id AND r.date = s.date
     WHERE i.symbol = :symbol LIMIT 1`,
  );
  const noteBarChange = barChangeWriter(db);
  const save = db.prepare('INSERT OR REPLACE INTO bar_rulings VALUES (?, ?, ?, ?, ?)');
  return ({ bars, state, reason }, { seq }) => {
    for (const { symbol, date, before } of bars) {
      const found = find.get({ symbol, date }) as { id: number; state: BarState } | undefined;
      if (found?.state !== before) {
        return refuse('CONFLICT', 'The bar was imported or decided on in between', `${symbol} ${date}`);
      }
      save.run(found.id, date, state, reason, seq);
    }
    noteBarChange(
      seq,
      bars.reduce<number | null>((first, { date }) => Math.min(first ?? date, date), null),
    );
    return {};
  };
}
