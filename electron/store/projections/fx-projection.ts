import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type FxFacts = Extract<RecordFacts, { kind: 'FX' }>;

/** The rates of a day; one of the same currency and day is replaced. */
export function fxProjection(db: SqliteDatabase): Projection<FxFacts> {
  const save = db.prepare('INSERT OR REPLACE INTO fx (currency, date, rate) VALUES (?, ?, ?)');
  return ({ date, rates }) => {
    for (const { currency, rate } of rates) save.run(currency, date, rate);
    return {};
  };
}
