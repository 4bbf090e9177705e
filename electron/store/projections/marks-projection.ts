import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { Projection } from './projection.ts';

type MarksFacts = Extract<RecordFacts, { kind: 'MARKS' }>;

/** The quotes of a record, beside those that files brought; one of the same symbol and instant is replaced. */
export function marksProjection(db: SqliteDatabase): Projection<MarksFacts> {
  const save = db.prepare(
    `INSERT OR REPLACE INTO quotes (symbol, at, bid, ask, last, bid_size, ask_size)
     VALUES (:symbol, :at, :bid, :ask, :last, :bidSize, :askSize)`,
  );
  return ({ quotes }) => {
    for (const quote of quotes) save.run(quote);
    return {};
  };
}
